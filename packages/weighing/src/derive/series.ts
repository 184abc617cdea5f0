import { areTimesApart } from '../claims/conflict.ts';
import { keysOfWord } from '../claims/keys.ts';
import {
  actText,
  type ClaimFigure,
  isGrowing,
  isNarrowed,
  isPeople,
  measureKey,
  thingKey,
} from '../figures/measure.ts';
import { compareStated } from '../figures/values.ts';
import type { ClaimRef, Conflict, FigurePoint, FigureSeries } from '../findings.ts';
import type { WeighingLanguage } from '../language.ts';
import { type Lexicon, NONE } from '../relate/lexicon.ts';
import { entryOf, flagsOf, matchWords, weightOf } from '../relate/match.ts';
import { type ClaimWords, Flag, STRIDE } from '../relate/words.ts';
import type { ClaimRecord, DocumentRecord, WeighingStore } from '../store/store.ts';
import { isSameTopic } from '../topic.ts';
import { type Change, type ClaimContext, changeBetween, claimRef } from './conflicts.ts';

/** One figure with all that is known of where it stands. */
interface Stand {
  readonly claim: ClaimRecord;
  readonly figure: ClaimFigure;
  readonly document: DocumentRecord;
}

/** The series under one key of the store, and what they count, as a number shared whatever people they are of. */
export interface MeasuredSeries {
  readonly thing: number;
  readonly series: readonly FigureSeries[];
}

/** The series of figures under one key of the store: of one measure, a series for each event that documents tell of. */
export async function deriveSeries(
  key: number,
  store: WeighingStore,
  language: WeighingLanguage,
): Promise<MeasuredSeries> {
  const [listing] = await store.listings('measure', [key]);
  const claims = await store.claims(listing!.items);
  const documents = await documentsOf(claims, store);
  const stands: Stand[] = [];
  for (const claim of claims) {
    const document = documents.get(claim.document)!;
    for (const figure of claim.content.figures) {
      if (measureKey(figure) === key && isSmallest(figure, claim, claims)) stands.push({ claim, figure, document });
    }
  }
  const names = await namesOf(claims, documents, store);
  const context: ClaimContext = { documents, copies: await store.copiesOf([...documents.keys()]), names, language };
  const series = byEvent(stands, language.lexicon).map((event) => seriesOf(event, context));
  return { thing: stands[0] === undefined ? 0 : thingKey(stands[0].figure), series };
}

async function documentsOf(claims: readonly ClaimRecord[], store: WeighingStore): Promise<Map<number, DocumentRecord>> {
  const numbers = [...new Set(claims.map(({ document }) => document))];
  const records = await store.documents(numbers);
  return new Map(numbers.map((number, i) => [number, records[i]!]));
}

/** The names of all whom the claims came through, and of the outlets, by id. */
async function namesOf(
  claims: readonly ClaimRecord[],
  documents: ReadonlyMap<number, DocumentRecord>,
  store: WeighingStore,
): Promise<Map<string, string>> {
  const outlets = [...documents.values()].map(({ outlet }) => outlet).filter((outlet) => outlet !== null);
  const records = await store.tellers([...new Set([...claims.flatMap(({ chain }) => chain), ...outlets])]);
  return new Map(records.map(({ id, name }) => [id, name]));
}

/** A figure is told by the smallest claim that holds it. */
function isSmallest(figure: ClaimFigure, claim: ClaimRecord, claims: readonly ClaimRecord[]): boolean {
  return !claims.some(
    (other) =>
      other.document === claim.document &&
      other.number !== claim.number &&
      other.end - other.start < claim.end - claim.start &&
      other.content.figures.some(({ index }) => index === figure.index),
  );
}

/** Documents of an event that another is compared with. */
const EVENT_DOCUMENTS = 12;

interface Event {
  readonly stands: Stand[];
  /** Of its first documents. */
  readonly topics: Int32Array[];
}

/**
 * Parts the figures by the events that they are told of: a document is of an event where it is about what one of the
 * event's first documents is about, or where somebody named says in both what shares two telling words.
 */
function byEvent(stands: readonly Stand[], lexicon: Lexicon): Stand[][] {
  const events: Event[] = [];
  const eventOf = new Map<number, Event>();
  for (const stand of stands) {
    const { number, topic } = stand.document;
    const known = eventOf.get(number);
    const event = known ?? events.find(({ topics }) => topics.some((other) => isSameTopic(other, topic)));
    const own = event ?? { stands: [], topics: [] };
    if (event === undefined) events.push(own);
    if (known === undefined && own.topics.length < EVENT_DOCUMENTS) own.topics.push(topic);
    own.stands.push(stand);
    eventOf.set(number, own);
  }
  const lastOf = new Map<string, Stand>();
  for (const stand of stands) {
    const origin = stand.claim.chain.at(-1);
    if (origin === undefined || origin.startsWith('described:')) continue;
    const told = lastOf.get(origin);
    lastOf.set(origin, stand);
    if (told === undefined || sharedTelling(told, stand, lexicon) < 2) continue;
    const [into, from] = [eventOf.get(told.document.number)!, eventOf.get(stand.document.number)!];
    if (into === from) continue;
    into.stands.push(...from.stands);
    for (const { document } of from.stands) eventOf.set(document.number, into);
    events.splice(events.indexOf(from), 1);
  }
  return events.map((event) => event.stands);
}

/** Telling words beside the measure that two claims share. */
function sharedTelling(x: Stand, y: Stand, lexicon: Lexicon): number {
  const telling = new Set(tellingWords(x, lexicon));
  const { matches } = matchWords(x.claim.content.words, y.claim.content.words, lexicon);
  return matches.filter((match) => telling.has(match.a)).length;
}

function seriesOf(stands: readonly Stand[], context: ClaimContext): FigureSeries {
  const ordered = [...stands].sort(
    (x, y) => compare(x.document.published ?? '9', y.document.published ?? '9') || x.claim.number - y.claim.number,
  );
  const points = ordered.map((stand) => pointOf(stand, context));
  const first = ordered[0]!;
  const { figure } = first;
  // What is denied is no figure that somebody tells.
  const told = points.filter((_, i) => !isDenied(ordered[i]!));
  const values = told.flatMap(({ low, high }) => [low, high]).filter((value) => value !== null);
  const conflicts = conflictsIn(ordered, context);
  return {
    id: `${first.document.id}#${first.claim.id}#${figure.index}`,
    measure: measureText(ordered, context.language),
    unit: unitText(ordered),
    per: figure.per,
    role: commonest(ordered.map((stand) => stand.figure.role ?? '')) || null,
    place: figure.people === 0 ? null : context.language.lexicon.sets[figure.people - 1]!,
    points,
    low: values.length === 0 ? null : Math.min(...values),
    best: bestOf(unchanged(told, conflicts)),
    high: values.length === 0 ? null : Math.max(...values),
    conflicts,
  };
}

/** The points without those whose figure another relay of the same origin has otherwise, and nearer to it. */
function unchanged(points: readonly FigurePoint[], conflicts: readonly Conflict[]): readonly FigurePoint[] {
  const changed = conflicts
    .filter(({ kind }) => kind === 'drift')
    .flatMap(({ b }) => points.filter(({ claim }) => isSame(claim, b)));
  return points.filter(
    (point) =>
      !changed.some(
        ({ low, high, origin }) =>
          low === point.low && high === point.high && (point.origin === null || point.origin === origin),
      ),
  );
}

function isSame(a: ClaimRef, b: ClaimRef): boolean {
  return a.document === b.document && a.claim === b.claim;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function pointOf({ claim, figure, document }: Stand, context: ClaimContext): FigurePoint {
  const origin = claim.chain.at(-1);
  return {
    claim: claimRef(claim, context),
    figure: figure.index,
    text: document.text.slice(figure.start, figure.end),
    low: figure.low,
    high: figure.high,
    hedge: figure.hedge,
    origin: origin === undefined ? null : `source:${origin}`,
    originName: origin === undefined ? null : (context.names.get(origin) ?? null),
    earliest: claim.earliest,
    latest: claim.latest,
    published: document.published,
  };
}

/**
 * What is measured: what befell people where they are counted, else the thing counted in the words of the reports; the
 * words of the first claim where neither is told.
 */
function measureText(stands: readonly Stand[], language: WeighingLanguage): string {
  const { act, unit, kind } = stands[0]!.figure;
  const said = actText(act, language.lexicon);
  const noun = kind === 'share' ? '' : bare(unitText(stands) ?? '', stands[0]!.figure);
  if (isPeople(unit) && said !== '') return said;
  return noun || wordsAround(stands[0]!);
}

/** «14 شقا» counts شق: behind eleven to ninety-nine a noun stands in the accusative. */
function bare(noun: string, { low, high }: ClaimFigure): string {
  if (noun.includes(' ')) return noun;
  const last = (low ?? high ?? 0) % 100;
  return last >= 11 ? noun.replace(/(?:اً|ًا|(?<=\p{L}{2})ا)$/u, '') : noun.replace(/(?:اً|ًا)$/u, '');
}

/** The counted noun as most reports write it. */
function unitText(stands: readonly Stand[]): string | null {
  return commonest(stands.map(({ figure }) => figure.unitText ?? '')) || null;
}

function wordsAround({ claim, document }: Stand): string {
  const words = document.text.slice(claim.start, claim.end).split(/\s+/);
  return words.length > AROUND ? `${words.slice(0, AROUND).join(' ')}…` : words.join(' ');
}

/** Words of a claim that stand for what it measures, where nothing shorter does. */
const AROUND = 7;

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
 * of those the one told last. Reports in their own voice count as one origin together; a range that is reversed tells none.
 */
function bestOf(points: readonly FigurePoint[]): number | null {
  const exact = points.filter(({ low, high }) => low !== null && low === high);
  const isRange = ({ low, high }: FigurePoint) =>
    (low ?? high) !== null && (low === null || high === null || low <= high);
  const told = exact.length > 0 ? exact : points.filter(isRange);
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

/**
 * Figures that exclude each other, each two values once: by two stands of which one was made from the other, if there
 * are such, else by the best told that may be of one thing.
 */
function conflictsIn(stands: readonly Stand[], context: ClaimContext): Conflict[] {
  const byValue = [...Map.groupBy(stands, ({ figure: { low, high } }) => `${low} ${high}`).values()];
  const documents = (of: readonly Stand[]) => new Set(of.map(({ document }) => document.number)).size;
  const values = byValue.sort((x, y) => documents(y) - documents(x)).slice(0, VALUES);
  return values.flatMap((of, i) => values.slice(i + 1).flatMap((others) => conflictOf(of, others, context) ?? []));
}

function conflictOf(of: readonly Stand[], others: readonly Stand[], context: ClaimContext): Conflict | null {
  let found: { a: Stand; b: Stand; change: Change | null } | null = null;
  for (const a of bestTold(of)) {
    for (const b of bestTold(others)) {
      if (isOneSentence(a, b) || !mayBeSetAgainst(a, b, context.language.lexicon)) continue;
      if (!clash(a, b)) continue;
      const change = changeBetween(a.claim, b.claim, context);
      if (found === null || (found.change === null && change !== null)) found = { a, b, change };
    }
  }
  if (found === null) return null;
  const { change } = found;
  // What changed stands behind what it was.
  const [a, b] = change?.changed === found.a.claim ? [found.b, found.a] : [found.a, found.b];
  const [p, q] = [a, b].map(({ document, figure }) => document.text.slice(figure.start, figure.end));
  const between = { a: claimRef(a.claim, context), b: claimRef(b.claim, context) };
  if (change !== null) return { ...between, kind: 'drift', because: driftBecause(change, p!, q!), at: change.at };
  if (isDenied(a) || isDenied(b))
    return { ...between, kind: 'negation', because: deniedBecause(isDenied(a), p!, q!), at: null };
  const because = { ar: `يقول أحدهما «${p}» والآخر «${q}»`, en: `one says «${p}», the other «${q}»` };
  return { ...between, kind: updateOrFigure(a, b, context.language.lexicon), because, at: null };
}

/** «نفى أن يكون العدد تجاوز الأربعين» is against 43, not against 27. */
function clash(a: Stand, b: Stand): boolean {
  if (isDenied(a) && isDenied(b)) return false;
  if (isDenied(a)) return lies(b, a);
  if (isDenied(b)) return lies(a, b);
  return compareStated(a.figure, b.figure) === 'differ';
}

/** Whether the one value of a figure lies within the bounds of another. */
function lies({ figure: { low, high } }: Stand, { figure }: Stand): boolean {
  return low !== null && low === high && low >= (figure.low ?? 0) && low <= (figure.high ?? Infinity);
}

function isDenied({ claim }: Stand): boolean {
  return claim.modality === 'denied';
}

function deniedBecause(first: boolean, p: string, q: string): Conflict['because'] {
  const [told, denied] = first ? [q, p] : [p, q];
  return { ar: `قيل «${told}» ونُفي «${denied}»`, en: `«${told}» is told, «${denied}» denied` };
}

function driftBecause({ name }: Change, was: string, is: string): Conflict['because'] {
  return { ar: `صار اللفظ «${is}» عند «${name}» بعد أن كان «${was}»`, en: `«${was}» became «${is}» at «${name}»` };
}

function updateOrFigure(a: Stand, b: Stand, lexicon: Lexicon): Conflict['kind'] {
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
  // A distance lies between two places, a length is that of one among many things.
  const least = x.figure.kind === 'measure' ? 2 : 1;
  return sharedTelling(x, y, lexicon) >= least;
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
