import { actText, measureKey, thingKey } from '../figures/measure.ts';
import type { FigurePoint, FigureSeries } from '../findings.ts';
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
      const values = comparedStands(ordered);
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
    conflicts: figureConflicts(ordered, compared, context),
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
