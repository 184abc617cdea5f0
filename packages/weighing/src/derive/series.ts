import { actText, type ClaimFigure, isPeople, measureKey, thingKey } from '../figures/measure.ts';
import type { ClaimRef, Conflict, FigurePoint, FigureSeries } from '../findings.ts';
import type { WeighingLanguage } from '../language.ts';
import type { Lexicon } from '../relate/lexicon.ts';
import type { ClaimRecord, DocumentRecord, WeighingStore } from '../store/store.ts';
import { isSameTopic, NEAR } from '../topic.ts';
import { type ClaimContext, claimRef } from './conflicts.ts';
import { figureConflicts, isDenied, type Stand, sharedTelling, tellingKeys } from './figure-conflicts.ts';

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
 * event's first documents is about, or where claims of theirs tie them.
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
  const merge = (x: Stand, y: Stand) => {
    const [into, from] = [eventOf.get(x.document.number)!, eventOf.get(y.document.number)!];
    if (into === from) return;
    into.stands.push(...from.stands);
    for (const { document } of from.stands) eventOf.set(document.number, into);
    events.splice(events.indexOf(from), 1);
  };
  for (const [x, y] of tiedStands(stands, lexicon)) merge(x, y);
  return events.map((event) => event.stands);
}

/** Stands that are looked at under one word, or one origin, the last ones. */
const TIED = 4;

/**
 * Pairs of stands that share two telling words beside the measure and somebody named who says it, or something of what
 * their documents are about.
 */
function* tiedStands(stands: readonly Stand[], lexicon: Lexicon): Generator<readonly [Stand, Stand]> {
  const last = new Map<string | number, Stand[]>();
  for (const stand of stands) {
    const origin = stand.claim.chain.at(-1);
    const named = origin === undefined || origin.startsWith('described:') ? [] : [origin];
    const seen = new Set<Stand>();
    for (const key of [...named, ...tellingKeys(stand, lexicon)]) {
      const before = last.get(key) ?? [];
      for (const other of before) seen.add(other);
      last.set(key, [...before.slice(1 - TIED), stand]);
    }
    for (const other of seen) {
      const tied =
        isSameTopic(other.document.topic, stand.document.topic, NEAR) ||
        (origin !== undefined && named.length > 0 && other.claim.chain.at(-1) === origin);
      if (tied && sharedTelling(other, stand, lexicon) >= 2) yield [other, stand];
    }
  }
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
  const conflicts = figureConflicts(ordered, context);
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

/**
 * The points without those whose figure another relay of the same origin has otherwise, and nearer to it, and without
 * what a growing count grew from.
 */
function unchanged(points: readonly FigurePoint[], conflicts: readonly Conflict[]): readonly FigurePoint[] {
  const pointOf = (ref: ClaimRef) => points.filter(({ claim }) => isSame(claim, ref));
  const changed = conflicts.flatMap(({ kind, b }) => (kind === 'drift' ? pointOf(b) : []));
  const outgrown = conflicts.flatMap(({ kind, a }) => (kind === 'update' ? pointOf(a) : []));
  return points.filter((point) => {
    const isEqual = ({ low, high }: FigurePoint) => low === point.low && high === point.high;
    const isChanged = changed.some((other) => isEqual(other) && (point.origin ?? other.origin) === other.origin);
    return !isChanged && !outgrown.some(isEqual);
  });
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
