import type { CauseKind } from '@isnad/reading';
import { normalKey, stem } from '@isnad/text';
import { type Report, routesOf, type Saying } from '@isnad/weighing';
import { documentId } from '../ids.ts';
import type { CauseRecord, ClaimRecord, SourceLink } from '../store/records.ts';
import { everyItem, type Store } from '../store/store.ts';
import type { Evidence } from './evidence.ts';
import { inBoth } from './frame.ts';
import type { FlagItem, Statements } from './model.ts';
import { refOf } from './statements.ts';

/** Causes that are looked at: a digest names the weightiest. */
const LOOKED_AT = 2000;
/** Causes whose routes are counted, to one that is told. */
const WEIGHED = 5;
/** A cause in fewer words is held in one in more («انسداد بوابات التصريف») where it has so many at least. */
const WORDS = 2;
/** Claims that are shown for one cause. */
const SHOWN = 4;
/** What is told as a reason: an order in time and a sign are none. */
const REASONS: ReadonlySet<CauseKind> = new Set(['cause', 'purpose', 'pretext']);

/** A ل alone is said of many things that are no purpose: «حصيلة جديدة لانهيار السد». */
function isReason({ kind, marker, cause }: CauseRecord): boolean {
  return REASONS.has(kind) && (kind !== 'purpose' || marker.end <= cause.start);
}

interface Told {
  readonly cause: CauseRecord;
  readonly claim: ClaimRecord;
}

/** Given as one cause, under its shortest words. */
interface Stated {
  words: ReadonlySet<string>;
  readonly causes: CauseRecord[];
}

/** What reports give as cause, reason or pretext, each with its routes, as newspapers print beside a report. */
export async function statedCauses(store: Store, evidence: Evidence, limit: number): Promise<Statements<'causes'>> {
  const stated = await allStated(store);
  // A cause has no more routes than it was told times: the routes of those told of least need not be counted.
  const often = stated.toSorted((x, y) => y.causes.length - x.causes.length).slice(0, WEIGHED * limit);
  const weighed = [];
  for (const { causes } of often) {
    const told: Told[] = [];
    for (const cause of causes) {
      const claim = await store.claimAt(cause.document, cause.cause.start);
      if (claim !== null) told.push({ cause, claim });
    }
    if (told.length > 0) weighed.push({ told, ...(await routes(told, store)) });
  }
  weighed.sort((x, y) => y.certain - x.certain || y.possible - x.possible || y.told.length - x.told.length);
  const items: FlagItem[] = [];
  const used = new Set<number>();
  for (const { told, certain, possible } of weighed.slice(0, limit)) {
    const claims = await evidence.citeAll(once(told).slice(0, SHOWN));
    // Two causes in one sentence are told by it once.
    if (claims.length === 0 || claims.every(({ note }) => used.has(note))) continue;
    for (const { note } of claims) used.add(note);
    const { kind } = told[0]!.cause;
    const words = await wordsOf(told[0]!.cause, store);
    const message = inBoth((frame) =>
      frame.say('cause', { kind, cause: frame.quote(words), routes: frame.routes(certain, possible) }),
    );
    items.push({ message, claims });
  }
  return { kind: 'causes', items, more: Math.max(0, stated.length - Math.max(items.length, limit)) };
}

/** The causes that are told, the same ones together, in the order in which they first come. */
async function allStated(store: Store): Promise<Stated[]> {
  const stated: Stated[] = [];
  /** Places of those that have a word. */
  const withWord = new Map<string, number[]>();
  let looked = 0;
  for await (const cause of everyItem((page) => store.causes({}, page), 1000)) {
    if (looked++ === LOOKED_AT) break;
    const words = contentOf(cause.cause.text);
    if (!isReason(cause) || words.size === 0) continue;
    const near = new Set([...words].flatMap((word) => withWord.get(word) ?? []));
    const at = [...near].sort((x, y) => x - y).find((place) => isOne(stated[place]!.words, words));
    const same = at === undefined ? undefined : stated[at]!;
    if (same === undefined) {
      const place = stated.push({ words, causes: [cause] }) - 1;
      for (const word of words) withWord.set(word, [...(withWord.get(word) ?? []), place]);
    } else {
      same.causes.push(cause);
      if (words.size < same.words.size) same.words = words;
    }
  }
  return stated;
}

/** A purpose says little without the word that makes it one: «تهربا من القتال». */
async function wordsOf({ document, kind, cause, marker }: CauseRecord, store: Store): Promise<string> {
  if (kind !== 'purpose' || marker.start >= cause.start || marker.end > cause.start) return cause.text;
  return ((await store.text(document)) ?? '').slice(marker.start, cause.end) || cause.text;
}

/** Each claim once; of claims of one document that say the same, the first. */
function once(told: readonly Told[]) {
  const refs = told.map(({ claim }) => refOf(claim));
  return refs.filter(
    ({ document, claim }, i) => refs.findIndex((other) => other.document === document && other.claim === claim) === i,
  );
}

/** The routes of a cause over the claims that state it; a copy counts as the document that it stands behind. */
async function routes(told: readonly Told[], store: Store): Promise<{ certain: number; possible: number }> {
  const reports = new Map<string, { documents: Set<string>; outlets: Set<string> }>();
  const sayings: Saying[] = [];
  for (const { cause, claim } of told) {
    const record = await store.record(cause.document);
    const report = record?.behind?.document ?? cause.document;
    const known = reports.get(report) ?? { documents: new Set(), outlets: new Set() };
    known.documents.add(documentId.parse(cause.document));
    if (record?.outletKey != null) known.outlets.add(record.outletKey);
    reports.set(report, known);
    sayings.push({ claim: refOf(claim), report, chain: claim.chain.map(tellerOf), open: false });
  }
  const list = [...reports].map(
    ([id, { documents, outlets }]): Report => ({ id, name: id, documents: [...documents], outlets: [...outlets] }),
  );
  return routesOf(sayings, list);
}

function tellerOf({ key, name, named }: SourceLink): Saying['chain'][number] {
  return { id: key, name, named, body: null };
}

/** The same words, or all of the fewer among the others. */
function isOne(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  const [few, many] = a.size <= b.size ? [a, b] : [b, a];
  return few.size === many.size ? few.isSubsetOf(many) : few.size >= WORDS && few.isSubsetOf(many);
}

/** Stems of the words of four letters and more; shorter ones are often «حين», «كون» and the like. */
function contentOf(text: string): ReadonlySet<string> {
  const words = normalKey(text).match(/\p{L}{4,}/gu) ?? [];
  return new Set(words.map(stem));
}
