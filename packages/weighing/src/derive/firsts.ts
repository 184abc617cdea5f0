import { alternatives, type LanguageFiles, rowsOf } from '@isnad/reading';
import { normalKey } from '@isnad/text';
import type { CaseFlag, Group } from '../findings.ts';
import type { ClaimRecord, DocumentRecord, GroupNumber, WeighingStore } from '../store/store.ts';
import { type ClaimContext, claimRef } from './conflicts.ts';

/** What a report calls unprecedented and an earlier report tells of. */

/** Claims before the one that calls it so among which it stands what that was: «هذه المحاولات غير مسبوقة». */
const BACK = 12;
/** Days by which the other report must be earlier: those of one event tell of one thing. */
const EARLIER = 30;
/** Claims of a group that are looked at. */
const MEMBERS = 100;
/** Claims of a document that are looked through for the last time that it tells of. */
const CLAIMS = 2000;
const DAY = 86_400_000;

/** The phrases of firsts.tsv. */
export class FirstWords {
  private readonly phrases: readonly string[];

  /** @throws ListError when the list is missing */
  constructor(files: LanguageFiles) {
    const phrases = rowsOf(files, 'firsts.tsv', ['words']).flatMap(({ words }) => alternatives(words));
    this.phrases = phrases.map((phrase) => ` ${normalKey(phrase)} `);
  }

  isIn(text: string): boolean {
    const words = ` ${normalKey(text).replace(/[^\p{L}\p{N}]+/gu, ' ')} `;
    return this.phrases.some((phrase) => words.includes(phrase));
  }
}

/** A flag for each claim of the group that calls unprecedented what a report of a month before or more tells of. */
export async function toldBefore(
  number: GroupNumber,
  group: Group,
  store: WeighingStore,
  context: Pick<ClaimContext, 'copies' | 'names' | 'language'>,
): Promise<CaseFlag[]> {
  const { firsts } = context.language;
  if (!callsFirst(group, firsts)) return [];
  const [members = []] = await store.members([number], MEMBERS);
  const flags: CaseFlag[] = [];
  for (const claim of await store.claims(members)) {
    const [document] = await store.documents([claim.document]);
    if (document === undefined || !firsts.isIn(document.text.slice(claim.start, claim.end))) continue;
    const told = await lastTime(claim, document, store);
    const earlier = told === null ? null : await earliest(claim, told, store);
    if (earlier === null) continue;
    const documents = new Map([document, earlier.document].map((one) => [one.number, one]));
    const refs = [claim, earlier.claim].map((one) => claimRef(one, { ...context, documents }));
    flags.push({
      kind: 'told before',
      claims: refs,
      message: {
        ar: `يوصف بأنه غير مسبوق، وفي تقرير أسبق (${earlier.document.published}) مثله`,
        en: `called unprecedented, but an earlier report (${earlier.document.published}) tells of it`,
      },
    });
  }
  return flags;
}

/** Whether a claim of the group calls something unprecedented. */
export function callsFirst({ claims }: Group, firsts: FirstWords): boolean {
  const texts = new Set(claims.map(({ text }) => text));
  return [...texts].some((text) => firsts.isIn(text));
}

/** When a report was published or, where that is not known, the last day that it tells of. */
async function lastTime(claim: ClaimRecord, document: DocumentRecord, store: WeighingStore): Promise<string | null> {
  if (document.published !== null) return document.published;
  const around = await inDocument(claim, -CLAIMS, CLAIMS, store);
  const days = around.flatMap(({ latest }) => latest ?? []).sort();
  return days.at(-1) ?? null;
}

/** Of the claims that say the same as one, or as what stands just before it, the earliest of another, earlier report. */
async function earliest(
  claim: ClaimRecord,
  told: string,
  store: WeighingStore,
): Promise<{ readonly claim: ClaimRecord; readonly document: DocumentRecord } | null> {
  const meant = await inDocument(claim, -BACK, 0, store);
  const groups = new Set(await store.groupsOf(meant.map(({ number }) => number)));
  const members = (await store.members([...groups], MEMBERS)).flat();
  const others = (await store.claims(members)).filter((other) => other.document !== claim.document);
  const documents = await store.documents(others.map(({ document }) => document));
  const before = others
    .map((other, i) => ({ claim: other, document: documents[i]! }))
    .filter(({ document: { published } }) => published !== null && daysBetween(published, told) > EARLIER)
    .sort((x, y) => (x.document.published! < y.document.published! ? -1 : 1));
  return before[0] ?? null;
}

/** The claims of a claim's document from so many before it to so many after it. */
async function inDocument(claim: ClaimRecord, from: number, to: number, store: WeighingStore): Promise<ClaimRecord[]> {
  const { claims } = await store.size();
  const first = Math.max(0, claim.number + from);
  const last = Math.min(claims - 1, claim.number + to);
  const numbers = Array.from({ length: last - first + 1 }, (_, i) => first + i);
  return (await store.claims(numbers)).filter(({ document }) => document === claim.document);
}

function daysBetween(a: string, b: string): number {
  return (Date.parse(b) - Date.parse(a)) / DAY;
}
