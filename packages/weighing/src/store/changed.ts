import type { ClaimNumber, GroupNumber, TellerRecord } from './store.ts';

/** What may have become other than it was, of what findings are made of. */
export interface Affected {
  readonly groups: ReadonlySet<GroupNumber>;
  /** Claims that are new, or whose links or group have changed. */
  readonly claims: ReadonlySet<ClaimNumber>;
  /** The first copies, so many of them, are as they were. */
  readonly copies: number;
}

/** What changes while documents come in and are taken back. */
export class Changed {
  /** Claims that are new or have other links, and the oldest ones of groups that grew or shrank. */
  readonly claims = new Set<ClaimNumber>();
  /** Claims that went with their group into another one, or came out of it again. */
  readonly moved = new Set<ClaimNumber>();
  /** Claims with other links of conflict. */
  readonly disputed = new Set<ClaimNumber>();
  /** Ids of sources that are told of otherwise. */
  readonly tellers = new Set<string>();
  /** The least number of copies that there was. */
  copies: number;

  /** @param copies how many there are */
  constructor(copies: number) {
    this.copies = copies;
  }

  link(a: ClaimNumber, b: ClaimNumber, isConflict: boolean): void {
    this.claims.add(a).add(b);
    if (isConflict) this.disputed.add(a).add(b);
  }

  /** A source that only came, or went again, is told of by nothing that was there. */
  teller(before: TellerRecord | null, after: TellerRecord | null): void {
    if (before !== null && after !== null && told(before) !== told(after)) this.tellers.add(before.id);
  }
}

/** All that findings say of a source: not how often it is written how. */
function told({ spellings: _, ...record }: TellerRecord): string {
  return JSON.stringify(record);
}
