import type { CaseFlag, ClaimRef, Conflict, FigureSeries, Group } from '../findings.ts';
import type { DocumentFault } from '../store/store.ts';
import { ringNames } from './grade.ts';

/** Flags of a case, read off its groups and series one at a time. */

/** Claims that a flag names. */
const NAMED = 12;

/** What a document says that can't be: as reading found it. */
export function flagOfFault(
  { kind, message }: DocumentFault,
  claims: readonly ClaimRef[],
  english: ReadonlyMap<string, string>,
): CaseFlag {
  return { kind, claims, message: { ar: message, en: english.get(kind) ?? kind } };
}

/** Circular reporting, and words that changed on the way down. */
export function flagsOfGroup(group: Group): CaseFlag[] {
  const { routes, claims, conflicts } = group;
  const rings = routes.circles.map((ring): CaseFlag => {
    const around = ringNames(ring, routes.nodes);
    const passed = routes.edges.filter(({ from, to }) => ring.includes(from) && ring.includes(to));
    const between = passed.flatMap((edge) => edge.claims);
    return {
      kind: 'circular reporting',
      claims: (between.length > 0 ? between : claims).slice(0, NAMED),
      message: {
        ar: `يدور القول بين ناقليه ولا أصل له عندهم: ${around}`,
        en: `it goes round those who pass it on, and none of them is its origin: ${around}`,
      },
    };
  });
  // A pair of claims of one group is told once, a pair of two groups by the group of its first claim.
  const own = conflicts.filter(({ kind, a }) => kind === 'drift' && claims.some((claim) => isSame(claim, a)));
  return [...rings, ...own.map(drift)];
}

function drift({ a, b, because }: Conflict): CaseFlag {
  return {
    kind: 'drift',
    claims: [a, b],
    message: {
      ar: `تغير اللفظ في النقل، والأصل واحد: ${because.ar}`,
      en: `one origin, but the words changed on the way: ${because.en}`,
    },
  };
}

/**
 * Totals that are smaller than their parts, told by the people of single countries, as other reports have them.
 * @param series all series that count one thing of which one is said
 */
export function flagsOfTotals(series: readonly FigureSeries[]): CaseFlag[] {
  const flags: CaseFlag[] = [];
  for (const total of series) {
    if (total.place !== null || total.high === null) continue;
    const documents = new Set(total.points.map(({ claim }) => claim.document));
    const isPart = ({ place, best, points }: FigureSeries) =>
      place !== null && best !== null && points.some(({ claim }) => documents.has(claim.document));
    const parts = series.filter(isPart);
    const sum = parts.reduce((all, { best }) => all + best!, 0);
    if (parts.length === 0 || sum <= total.high) continue;
    const told = parts.map(({ place, best }) => `${place} ${best}`);
    flags.push({
      kind: 'parts exceed their total',
      claims: [total, ...parts].map(({ points }) => points[0]!.claim).slice(0, NAMED),
      message: {
        ar: `مجموع الأجزاء ${sum} (${told.join('، ')}) يزيد على أعلى مجموع مذكور، وهو ${total.high}`,
        en: `the parts come to ${sum} (${told.join(', ')}), more than the highest total told, ${total.high}`,
      },
    });
  }
  return flags;
}

function isSame(a: ClaimRef, b: ClaimRef): boolean {
  return a.document === b.document && a.claim === b.claim;
}
