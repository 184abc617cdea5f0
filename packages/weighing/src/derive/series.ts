import { areTimesApart } from '../claims/conflict.ts';
import { keysOfWord } from '../claims/keys.ts';
import { actText, type ClaimFigure, isGrowing, isNarrowed, measureKey, thingKey } from '../figures/measure.ts';
import { compareStated } from '../figures/values.ts';
import type { Conflict, FigurePoint, FigureSeries } from '../findings.ts';
import type { WeighingLanguage } from '../language.ts';
import { type Lexicon, NONE } from '../relate/lexicon.ts';
import { entryOf, flagsOf, matchWords, weightOf } from '../relate/match.ts';
import { type ClaimWords, Flag, STRIDE } from '../relate/words.ts';
import type { ClaimRecord, DocumentRecord, TellerRecord, WeighingStore } from '../store/store.ts';
import { type ClaimContext, changedAt, claimRef, copiesByPair } from './conflicts.ts';

/** One figure with all that is known of where it stands. */
interface Stand {
  readonly claim: ClaimRecord;
  readonly figure: ClaimFigure;
  readonly document: DocumentRecord;
}

/** A series of figures, and what it counts, as a number shared whatever people they are of. */
export interface MeasuredSeries {
  readonly thing: number;
  readonly series: FigureSeries;
}

/** The series under one key of the store; more than one only where keys of two happen to be the same. */
export async function deriveSeries(
  key: number,
  store: WeighingStore,
  language: WeighingLanguage,
): Promise<MeasuredSeries[]> {
  const [listing] = await store.listings('series', [key]);
  const claims = await store.claims(listing!.items);
  const documents = await documentsOf(claims, store);
  const stands: Stand[] = [];
  for (const claim of claims) {
    const document = documents.get(claim.document)!;
    claim.content.figures.forEach((figure, i) => {
      if (claim.series[i] === key) stands.push({ claim, figure, document });
    });
  }
  const tellers = await tellersOf(claims, store);
  const measured = [...Map.groupBy(stands, ({ figure }) => measureKey(figure)).values()];
  return Promise.all(
    measured.map(async (of) => {
      const ordered = of.sort(
        (x, y) => compare(x.document.published ?? '9', y.document.published ?? '9') || x.claim.number - y.claim.number,
      );
      const values = valuesOf(ordered);
      const compared = new Set(values.flat().map(({ document }) => document.number));
      const copies = copiesByPair(await store.copiesAmong([...compared]));
      const context: ClaimContext = { documents, copies, language };
      return { thing: thingKey(of[0]!.figure), series: seriesOf(ordered, values, context, tellers) };
    }),
  );
}

async function documentsOf(claims: readonly ClaimRecord[], store: WeighingStore): Promise<Map<number, DocumentRecord>> {
  const numbers = [...new Set(claims.map(({ document }) => document))];
  const records = await store.documents(numbers);
  return new Map(numbers.map((number, i) => [number, records[i]!]));
}

async function tellersOf(claims: readonly ClaimRecord[], store: WeighingStore): Promise<Map<string, TellerRecord>> {
  const ids = [...new Set(claims.flatMap(({ chain }) => chain.slice(-1)))];
  const records = await store.tellers(ids);
  return new Map(ids.map((id, i) => [id, records[i]!]));
}

function seriesOf(
  ordered: readonly Stand[],
  compared: readonly (readonly Stand[])[],
  context: ClaimContext,
  tellers: ReadonlyMap<string, TellerRecord>,
): FigureSeries {
  const points = ordered.map((stand) => pointOf(stand, context, tellers));
  const first = ordered[0]!;
  const { figure } = first;
  const values = points.flatMap(({ low, high }) => [low, high]).filter((value) => value !== null);
  return {
    id: `${first.document.id}#${first.claim.id}#${figure.index}`,
    measure: measureText(ordered, context.language),
    unit: unitText(ordered),
    per: figure.per,
    role: commonest(ordered.map((stand) => stand.figure.role ?? '')) || null,
    place: figure.people === 0 ? null : context.language.lexicon.sets[figure.people - 1]!,
    points,
    low: values.length === 0 ? null : Math.min(...values),
    best: bestOf(points),
    high: values.length === 0 ? null : Math.max(...values),
    conflicts: conflictsIn(compared, context),
  };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function pointOf(
  { claim, figure, document }: Stand,
  context: ClaimContext,
  tellers: ReadonlyMap<string, TellerRecord>,
): FigurePoint {
  const origin = claim.chain.at(-1);
  return {
    claim: claimRef(claim, context),
    figure: figure.index,
    text: document.text.slice(figure.start, figure.end),
    low: figure.low,
    high: figure.high,
    hedge: figure.hedge,
    origin: origin === undefined ? null : `source:${origin}`,
    originName: origin === undefined ? null : tellers.get(origin)!.name,
    earliest: claim.earliest,
    latest: claim.latest,
    published: document.published,
  };
}

/** What is measured, in the words of the reports: the thing counted and what is said of it. */
function measureText(stands: readonly Stand[], language: WeighingLanguage): string {
  const act = actText(stands[0]!.figure.act, language.lexicon);
  const unit = unitText(stands) ?? '';
  return [act, unit].filter((part) => part !== '').join(': ') || wordsAround(stands[0]!);
}

/** The counted noun as most reports write it. */
function unitText(stands: readonly Stand[]): string | null {
  return commonest(stands.map(({ figure }) => figure.unitText ?? '')) || null;
}

function wordsAround({ claim, document }: Stand): string {
  return document.text.slice(claim.start, claim.end);
}

/** The value that stands most often, '' left out; the earliest of equals. */
function commonest(values: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const value of values) if (value !== '') counts.set(value, (counts.get(value) ?? 0) + 1);
  let best = '';
  for (const [value, count] of counts) if (best === '' || count > counts.get(best)!) best = value;
  return best;
}

/**
 * The best figure by a stated rule: of the values told by points that are no mere bound, the one with most origins;
 * of those the one told last. Reports in their own voice count as one origin together.
 */
function bestOf(points: readonly FigurePoint[]): number | null {
  const exact = points.filter(({ low, high }) => low !== null && low === high);
  const told = exact.length > 0 ? exact : points.filter(({ low, high }) => (low ?? high) !== null);
  const byValue = Map.groupBy(told, ({ low, high }) => (low ?? high)!);
  let best: { value: number; origins: number; last: string } | null = null;
  for (const [value, of] of byValue) {
    const origins = new Set(of.map(({ origin }) => origin)).size;
    const last = of
      .map(({ published }) => published ?? '')
      .sort()
      .at(-1)!;
    if (best === null || origins > best.origins || (origins === best.origins && last > best.last)) {
      best = { value, origins, last };
    }
  }
  return best?.value ?? null;
}

/** Values of a series that are set against each other, those of most documents; and stands of each that are tried. */
const VALUES = 8;
const TRIED = 8;

/** The stands of those values that are set against each other, the best told of each. */
function valuesOf(stands: readonly Stand[]): Stand[][] {
  const byValue = [...Map.groupBy(stands, ({ figure: { low, high } }) => `${low} ${high}`).values()];
  const documents = (of: readonly Stand[]) => new Set(of.map(({ document }) => document.number)).size;
  const counted = byValue.map((of) => ({ of, count: documents(of) })).sort((x, y) => y.count - x.count);
  return counted.slice(0, VALUES).map(({ of }) => bestTold(of));
}

/**
 * Figures that exclude each other, each two values once: by two stands of which one was made from the other, if there
 * are such, else by the best told that may be of one thing.
 */
function conflictsIn(values: readonly (readonly Stand[])[], context: ClaimContext): Conflict[] {
  return values.flatMap((of, i) => values.slice(i + 1).flatMap((others) => conflictOf(of, others, context) ?? []));
}

function conflictOf(of: readonly Stand[], others: readonly Stand[], context: ClaimContext): Conflict | null {
  let found: { a: Stand; b: Stand; at: string | null } | null = null;
  for (const a of of) {
    for (const b of others) {
      if (isOneSentence(a, b) || !mayBeSetAgainst(a, b, context.language.lexicon)) continue;
      if (compareStated(a.figure, b.figure) !== 'differ') continue;
      const at = changedAt(a.claim, b.claim, context);
      if (found === null || (found.at === null && at !== null)) found = { a, b, at };
    }
  }
  if (found === null) return null;
  const { a, b, at } = found;
  const [p, q] = [a, b].map(({ document, figure }) => document.text.slice(figure.start, figure.end));
  return {
    a: claimRef(a.claim, context),
    b: claimRef(b.claim, context),
    kind: kindOf(a, b, at, context.language.lexicon),
    because: { ar: `«${p}» غير «${q}»`, en: `«${p}» is not «${q}»` },
    at,
  };
}

function kindOf(a: Stand, b: Stand, at: string | null, lexicon: Lexicon): Conflict['kind'] {
  if (at !== null) return 'drift';
  const [first, second] = compare(a.document.published ?? '', b.document.published ?? '') <= 0 ? [a, b] : [b, a];
  const later = first.document.published !== null && first.document.published !== second.document.published;
  const grew = (second.figure.high ?? second.figure.low ?? 0) > (first.figure.low ?? first.figure.high ?? 0);
  return later && grew && isGrowing(a.figure, lexicon) ? 'update' : 'figure';
}

/** What one sentence counts are two things, or one and its part. */
function isOneSentence(a: Stand, b: Stand): boolean {
  if (a.document.number !== b.document.number) return false;
  const [from, to] = [Math.min(a.figure.end, b.figure.end), Math.max(a.figure.start, b.figure.start)];
  return !/[.!؟\n]/.test(a.document.text.slice(from, to));
}

/** The stands to show for a value: those that somebody is credited with, then the earliest. */
function bestTold(stands: readonly Stand[]): Stand[] {
  const credited = stands.filter(({ claim }) => claim.chain.length > 0);
  const others = stands.filter(({ claim }) => claim.chain.length === 0);
  return [...credited, ...others].slice(0, TRIED);
}

/** Whether two figures are said of one thing: at one time, and with nothing that tells two things apart. */
function mayBeSetAgainst(x: Stand, y: Stand, lexicon: Lexicon): boolean {
  const partOfBoth = (x.figure.of === null) === (y.figure.of === null) || isNarrowed(x.figure);
  return partOfBoth && !areTimesApart(x.claim, y.claim) && mayBeOne(x, y, lexicon);
}

/** Weight from which on a word tells what a figure is said of. */
const TELLING = 0.6;

/**
 * Whether two claims with figures may be of one thing: they share a telling word beside the measure; or one has none
 * («وأسفر عن سقوط 27 قتيلا»), which then means what its document is about, and the other is about that as well.
 */
function mayBeOne(x: Stand, y: Stand, lexicon: Lexicon): boolean {
  const [a, b] = [tellingWords(x, lexicon), tellingWords(y, lexicon)];
  if (a.length === 0 || b.length === 0) {
    const topic = new Set([...x.document.topic, ...y.document.topic]);
    const of = ({ claim }: Stand, words: readonly number[]) =>
      words.length === 0 ||
      words.some((at) => keysOfWord(claim.content.words, at, lexicon).some((key) => topic.has(key | 0)));
    return of(x, a) && of(y, b);
  }
  const telling = new Set(a);
  const { matches } = matchWords(x.claim.content.words, y.claim.content.words, lexicon);
  // A distance lies between two places, a length is that of one among many things.
  const least = x.figure.kind === 'measure' ? 2 : 1;
  return matches.filter((match) => telling.has(match.a)).length >= least;
}

/** Places of the words that tell what a claim's figure is said of, beside the measure. */
function tellingWords({ claim: { content } }: Stand, lexicon: Lexicon): number[] {
  const { words } = content;
  return places(words).filter((at) => {
    const { act, unit } = entryOf(words, at, lexicon);
    return weightOf(words, at) >= TELLING && (flagsOf(words, at) & Flag.Number) === 0 && act === NONE && unit === NONE;
  });
}

function places(words: ClaimWords): number[] {
  return Array.from({ length: words.length / STRIDE }, (_, at) => at);
}
