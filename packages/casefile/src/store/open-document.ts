import type { Reading } from '@isnad/reading';
import type { CopyPair } from '@isnad/weighing';
import type { DocumentId } from '../ids.ts';
import type { Origin } from '../log/entry.ts';
import type {
  AttributionRecord,
  ClaimRecord,
  DocumentRecord,
  FigureRecord,
  FlagRecord,
  GroupGlance,
  Layout,
} from './records.ts';

/** A document as the reader's page needs it. */
export interface OpenDocument {
  readonly record: DocumentRecord;
  readonly origins: readonly Origin[];
  readonly reading: Reading;
  readonly layout: Layout;
  readonly claims: readonly ClaimRecord[];
  readonly attributions: readonly AttributionRecord[];
  readonly figures: readonly FigureRecord[];
  readonly flags: readonly FlagRecord[];
  /** Place in the case, from 1, of so many. */
  readonly number: number;
  readonly of: number;
  readonly previous: DocumentId | null;
  /** With its first two words. */
  readonly next: { readonly id: DocumentId; readonly words: string } | null;
  /** The group of each claim, by the claim's id. */
  readonly groups: { readonly [claim: string]: GroupGlance };
  readonly copies: readonly CopyPair[];
}
