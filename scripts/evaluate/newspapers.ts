import { read } from '@isnad/reading';
import { loadArabic } from '@isnad/reading/load';
import {
  type ClaimRef,
  type Conflict,
  type CopyPair,
  type FigureSeries,
  type Findings,
  type Group,
  weigh,
} from '@isnad/weighing';
import { loadWeighingArabic } from '@isnad/weighing/load';
import { type GoldEvent, type GoldWords, type NewspaperGold, newspaperGold } from './newspapers-gold.ts';
import { SCORE_COLUMNS, type Section, scoreRow, type Table } from './table.ts';

/** The real case of two events in 36 articles: what weighing finds of what a careful reader found. */
export const newspapersSection: Section = async (folder) => {
  const gold = newspaperGold(folder);
  const language = loadArabic();
  const readings = [...gold.articles.values()].map((article) => read(article, language));
  const findings = await weigh(readings, loadWeighingArabic());
  return [
    copyTable(gold, findings.copies),
    seriesTable(gold, findings),
    conflictTable(gold, findings),
    routeTable(gold, findings),
  ];
};

function copyTable({ events }: NewspaperGold, pairs: readonly CopyPair[]): Table {
  const found = new Set(pairs.map(({ a, b }) => pairKey(a, b)));
  const sums = { right: 0, found: 0, wanted: 0 };
  const rows = events.map((event) => {
    const ids = new Set(event.articles.map(({ id }) => id));
    const wanted = event.copies.map(({ a, b }) => pairKey(a, b));
    const borderline = new Set(event.copies_borderline.map(({ a, b }) => pairKey(a, b)));
    const scored = pairs.filter(({ a, b }) => (ids.has(a) || ids.has(b)) && !borderline.has(pairKey(a, b)));
    const right = wanted.filter((key) => found.has(key)).length;
    sums.right += right;
    sums.found += scored.length;
    sums.wanted += wanted.length;
    return scoreRow(shortName(event), right, scored.length, wanted.length);
  });
  rows.push(scoreRow('both', sums.right, sums.found, sums.wanted));
  return {
    title: 'newspapers: copies',
    columns: SCORE_COLUMNS,
    rows,
    notes: ['borderline pairs are scored neither way'],
  };
}

function pairKey(a: string, b: string): string {
  return a < b ? `${a} ${b}` : `${b} ${a}`;
}

function shortName({ name }: GoldEvent): string {
  return name.slice(0, 24);
}

/** A place in an article. */
interface Place {
  readonly document: string;
  readonly start: number;
  readonly end: number;
}

function placeOf({ article, words }: GoldWords, { articles }: NewspaperGold): Place {
  const start = articles.get(article)!.text.indexOf(words);
  if (start < 0) throw new Error(`gold.json: «${words}» is not in ${article}`);
  return { document: article, start, end: start + words.length };
}

function meet(a: Place, b: Place): boolean {
  return a.document === b.document && a.start < b.end && b.start < a.end;
}

/** For each gold series the found one that holds most of its points: how many it holds. */
function seriesTable(gold: NewspaperGold, { figures }: Findings): Table {
  const sums = { right: 0, wanted: 0 };
  const rows: (string | number)[][] = [];
  for (const event of gold.events) {
    for (const series of event.figures) {
      const counts = new Map<string, number>();
      for (const point of series.points) {
        const place = placeOf(point, gold);
        const holder = figures.find(({ points }) =>
          points.some(({ claim, low, high }) => meet(claim, place) && (same(low, point.low) || same(high, point.high))),
        );
        if (holder !== undefined) counts.set(holder.id, (counts.get(holder.id) ?? 0) + 1);
      }
      const right = Math.max(0, ...counts.values());
      sums.right += right;
      sums.wanted += series.points.length;
      rows.push([series.what, right, series.points.length]);
    }
  }
  rows.push(['all', sums.right, sums.wanted], ['share', (sums.right / sums.wanted).toFixed(3), '']);
  return { title: 'newspapers: figure series', columns: ['series', 'points together', 'of'], rows };
}

function same(a: number | null, b: number | null): boolean {
  return a !== null && a === b;
}

/** What gold says at a place of the text: the points of its series and the values of its conflicts that stand there. */
class GoldIndex {
  private readonly points: { place: Place; key: string }[] = [];

  constructor(gold: NewspaperGold) {
    for (const event of gold.events) {
      for (const { what, points } of event.figures) {
        for (const point of points) {
          this.points.push({ place: placeOf(point, gold), key: `${what} ${point.low} ${point.high}` });
        }
      }
    }
  }

  /** Keys of the values that a conflict's side tells, when it is of a series that holds points of a gold one. */
  keysOf({ points }: FigureSeries, claim: ClaimRef): string[] {
    const whats = new Set(
      points.flatMap((point) => this.keysAt(point.claim)).map((key) => key.replace(/ \S+ \S+$/, '')),
    );
    const told = points.filter((point) => meet(point.claim, claim));
    return told.flatMap(({ low, high }) => [...whats].map((what) => `${what} ${low} ${high}`));
  }

  /** Keys of the points at a place: two places with one key tell the same value of the same series. */
  keysAt(place: Place): string[] {
    return this.points.filter((point) => meet(point.place, place)).map(({ key }) => key);
  }
}

function conflictTable(gold: NewspaperGold, findings: Findings): Table {
  const index = new GoldIndex(gold);
  const found = allConflicts(findings);
  const wanted = gold.events.flatMap(({ conflicts }) => conflicts);
  const values = wanted.map(({ values }) =>
    values.map((value) => ({ place: placeOf(value, gold), value: value.value })),
  );
  const tells = (claim: ClaimRef, series: FigureSeries | undefined, place: Place) => {
    if (meet(claim, place)) return true;
    const keys = index.keysAt(place);
    const told = series === undefined ? index.keysAt(claim) : index.keysOf(series, claim);
    return told.some((key) => keys.includes(key));
  };
  const seriesOf = (conflict: Conflict) => findings.figures.find(({ conflicts }) => conflicts.includes(conflict));
  const matches = (conflict: Conflict, of: (typeof values)[number], series = seriesOf(conflict)) =>
    of.some((x) =>
      of.some((y) => x.value !== y.value && tells(conflict.a, series, x.place) && tells(conflict.b, series, y.place)),
    );
  const right = found.filter((conflict) => values.some((of) => matches(conflict, of)));
  const hit = values.filter((of) => found.some((conflict) => matches(conflict, of)));
  // Gold names some of the values of a count that changed; two others of the same series differ as truly.
  const told = (claim: Place) => index.keysAt(claim).map((key) => key.replace(/ \S+ \S+$/, ''));
  const inSeries = found.filter((conflict) => {
    const both = told(conflict.a).filter((what) => told(conflict.b).includes(what));
    return both.some((what) => values.some((of) => of.filter(({ place }) => told(place).includes(what)).length >= 2));
  });
  const series = new Set([...right, ...inSeries]);
  return {
    title: 'newspapers: conflicts',
    columns: ['what', 'count', 'share'],
    rows: [
      ['gold conflicts found', `${hit.length} of ${wanted.length}`, (hit.length / wanted.length).toFixed(3)],
      [
        'found conflicts that gold has',
        `${right.length} of ${found.length}`,
        (right.length / Math.max(1, found.length)).toFixed(3),
      ],
      [
        'or of a series that gold has one of',
        `${series.size} of ${found.length}`,
        (series.size / Math.max(1, found.length)).toFixed(3),
      ],
    ],
    notes: [
      'a found conflict is one of gold when its two claims stand at two of its values, or tell the same values of the same series',
    ],
  };
}

/** Every conflict once, however many groups and series name it. */
function allConflicts({ groups, figures }: Findings): Conflict[] {
  const unique = new Map<string, Conflict>();
  for (const conflict of [...figures, ...groups].flatMap(({ conflicts }) => conflicts)) {
    const ends = [conflict.a, conflict.b].map(({ document, claim }) => `${document}#${claim}`).sort();
    if (!unique.has(ends.join(' '))) unique.set(ends.join(' '), conflict);
  }
  return [...unique.values()];
}

/** For each gold claim the group that holds most of what says it: whether its certain routes are among those accepted. */
function routeTable(gold: NewspaperGold, { groups }: Findings): Table {
  const rows: (string | number)[][] = [];
  let right = 0;
  let count = 0;
  let said = 0;
  let together = 0;
  for (const event of gold.events) {
    for (const claim of event.claims) {
      const places = claim.said_in.map((saying) => placeOf(saying, gold));
      const holds = (group: Group) => places.filter((place) => group.claims.some((one) => meet(one, place))).length;
      const best = [...groups].sort((x, y) => holds(y) - holds(x))[0]!;
      const accepted = claim.routes_certain_accept ?? [claim.routes_certain];
      count++;
      said += places.length;
      together += holds(best);
      if (accepted.includes(best.routes.certain)) right++;
      rows.push([
        claim.gist_en.slice(0, 60),
        `${best.routes.certain}–${best.routes.possible}`,
        accepted.join(' or '),
        `${holds(best)} of ${places.length}`,
        best.claims.length,
      ]);
    }
  }
  rows.push([
    'inside the accepted range',
    `${right} of ${count}`,
    (right / count).toFixed(3),
    `${together} of ${said}`,
    '',
  ]);
  return {
    title: 'newspapers: routes',
    columns: ['claim', 'routes found', 'accepted', 'sayings in its group', 'group size'],
    rows,
  };
}
