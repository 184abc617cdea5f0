import { actText, type ClaimFigure, isPeople, thingKey } from '../figures/measure.ts';
import type { ClaimRef, Conflict, FigurePoint, FigureSeries } from '../findings.ts';
import type { WeighingLanguage } from '../language.ts';
import type { ClaimNumber, WeighingStore } from '../store/store.ts';
import { type ClaimContext, claimRef, copiesByPair } from './conflicts.ts';
import { byEvent } from './events.ts';
import {
  comparedStands,
  type FigureConflict,
  figureConflicts,
  isDenied,
  type Stand,
  tellFigureConflict,
} from './figure-conflicts.ts';

/**
 * The figures under one key of the store, parted by the events that documents tell of: each part is a series. What is
 * made of a part is made when it is asked for.
 */
export class MeasuredFigures {
  /** What the figures count, as a number shared whatever people they are of. */
  readonly thing: number;
  private readonly events: readonly (readonly Stand[])[];
  private readonly store: WeighingStore;
  private readonly language: WeighingLanguage;
  private readonly conflicts = new Map<readonly Stand[], Promise<readonly FigureConflict[]>>();

  private constructor(stands: readonly Stand[], store: WeighingStore, language: WeighingLanguage) {
    this.thing = stands[0] === undefined ? 0 : thingKey(stands[0].figure);
    this.events = byEvent(stands, language.lexicon).map((event) =>
      [...event].sort(
        (x, y) => compare(x.document.published ?? '9', y.document.published ?? '9') || x.claim.number - y.claim.number,
      ),
    );
    this.store = store;
    this.language = language;
  }

  static async under(key: number, store: WeighingStore, language: WeighingLanguage): Promise<MeasuredFigures> {
    const [listing] = await store.listings('measure', [key]);
    const claims = await store.claims(listing!.items);
    const numbers = [...new Set(claims.map(({ document }) => document))];
    const records = await store.documents(numbers);
    const documents = new Map(numbers.map((number, i) => [number, records[i]!]));
    const stands = claims.flatMap((claim) =>
      claim.content.figures
        .map((figure): Stand => ({ claim, figure, document: documents.get(claim.document)! }))
        .filter((_, i) => claim.measures[i] === key),
    );
    return new MeasuredFigures(stands, store, language);
  }

  /** A series for each event, and its conflicts by the figures that they are between. */
  async *series(): AsyncGenerator<{ readonly series: FigureSeries; readonly conflicts: readonly FigureConflict[] }> {
    for (const event of this.events) {
      const context = await this.contextOf(event);
      const conflicts = figureConflicts(event, context);
      yield { series: seriesOf(event, conflicts, context), conflicts };
    }
  }

  /** The conflicts that have one of the claims on either side: of many events those with them alone are laid side by side. */
  async conflictsOf(claims: ReadonlySet<ClaimNumber>): Promise<FigureConflict[]> {
    const around = this.events.filter((event) => event.some(({ claim }) => claims.has(claim.number)));
    const found = await Promise.all(
      around.map((event) => {
        const known = this.conflicts.get(event);
        const conflicts = known ?? this.contextOf(event).then((context) => figureConflicts(event, context));
        this.conflicts.set(event, conflicts);
        return conflicts;
      }),
    );
    return found.flat().filter(({ a, b }) => claims.has(a.claim.number) || claims.has(b.claim.number));
  }

  private async contextOf(event: readonly Stand[]): Promise<ClaimContext> {
    const documents = new Map(event.map(({ document }) => [document.number, document]));
    const outlets = [...documents.values()].map(({ outlet }) => outlet).filter((outlet) => outlet !== null);
    const tellers = await this.store.tellers([...new Set([...event.flatMap(({ claim }) => claim.chain), ...outlets])]);
    const compared = new Set(comparedStands(event).flatMap((of) => of.map(({ document }) => document.number)));
    return {
      documents,
      copies: copiesByPair(await this.store.copiesAmong([...compared])),
      names: new Map(tellers.map(({ id, name }) => [id, name])),
      language: this.language,
    };
  }
}

function seriesOf(ordered: readonly Stand[], found: readonly FigureConflict[], context: ClaimContext): FigureSeries {
  const conflicts = found.map((conflict) => tellFigureConflict(conflict, context));
  const points = ordered.map((stand) => pointOf(stand, context));
  const first = ordered[0]!;
  const { figure } = first;
  // What is denied is no figure that somebody tells.
  const told = points.filter((_, i) => !isDenied(ordered[i]!));
  const values = told.flatMap(({ low, high }) => [low, high]).filter((value) => value !== null);
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
