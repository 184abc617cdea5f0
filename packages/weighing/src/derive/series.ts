import { actText, measureKey, thingKey } from '../figures/measure.ts';
import type { Conflict, FigurePoint, FigureSeries } from '../findings.ts';
import type { WeighingLanguage } from '../language.ts';
import type { ClaimRecord, DocumentRecord, TellerRecord, WeighingStore } from '../store/store.ts';
import { type ClaimContext, claimRef, copiesByPair } from './conflicts.ts';
import { comparedStands, figureConflicts, type Stand } from './figure-conflicts.ts';

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
  const derived: MeasuredSeries[] = [];
  for (const stands of await standsOf(key, store)) {
    const context = await contextOf(stands, store, language);
    const tellers = await tellersOf(stands, store);
    derived.push({ thing: thingKey(stands[0]!.figure), series: seriesOf(stands, context, tellers) });
  }
  return derived;
}

/** The conflicts of the series under one key of the store, without their points. */
export async function deriveConflicts(
  key: number,
  store: WeighingStore,
  language: WeighingLanguage,
): Promise<Conflict[]> {
  const conflicts: Conflict[] = [];
  for (const stands of await standsOf(key, store)) {
    conflicts.push(...figureConflicts(stands, await contextOf(stands, store, language)));
  }
  return conflicts;
}

/** The stands of each series under a key, in the order in which they were told. */
async function standsOf(key: number, store: WeighingStore): Promise<Stand[][]> {
  const [listing] = await store.listings('series', [key]);
  const claims = await store.claims(listing!.items);
  const documents = await documentsOf(claims, store);
  const stands = claims.flatMap((claim) =>
    claim.content.figures
      .map((figure) => ({ claim, figure, document: documents.get(claim.document)! }))
      .filter((_, i) => claim.series[i] === key),
  );
  stands.sort(
    (x, y) => compare(x.document.published ?? '9', y.document.published ?? '9') || x.claim.number - y.claim.number,
  );
  return [...Map.groupBy(stands, ({ figure }) => measureKey(figure)).values()];
}

async function contextOf(
  stands: readonly Stand[],
  store: WeighingStore,
  language: WeighingLanguage,
): Promise<ClaimContext> {
  const compared = comparedStands(stands).flat();
  const copies = await store.copiesAmong([...new Set(compared.map(({ document }) => document.number))]);
  const documents = new Map(stands.map(({ document }) => [document.number, document]));
  return { documents, copies: copiesByPair(copies), language };
}

async function documentsOf(claims: readonly ClaimRecord[], store: WeighingStore): Promise<Map<number, DocumentRecord>> {
  const numbers = [...new Set(claims.map(({ document }) => document))];
  const records = await store.documents(numbers);
  return new Map(numbers.map((number, i) => [number, records[i]!]));
}

async function tellersOf(stands: readonly Stand[], store: WeighingStore): Promise<Map<string, TellerRecord>> {
  const ids = [...new Set(stands.flatMap(({ claim }) => claim.chain.slice(-1)))];
  const records = await store.tellers(ids);
  return new Map(ids.map((id, i) => [id, records[i]!]));
}

function seriesOf(
  ordered: readonly Stand[],
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
    conflicts: figureConflicts(ordered, context),
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
