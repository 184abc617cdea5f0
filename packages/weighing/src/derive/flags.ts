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
  const { claims, conflicts } = group;
  // A pair of claims of one group is told once, a pair of two groups by the group of its first claim.
  const own = conflicts.filter(({ a }) => claims.some((claim) => isSame(claim, a)));
  return [...ringsIn(group), ...driftsIn(own)];
}

/** Circular reporting. */
export function ringsIn({ routes, claims }: Group): CaseFlag[] {
  return routes.circles.map((ring): CaseFlag => {
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
}

/** Words that changed on the way down, of all these conflicts: each is a flag of one of the groups of its two claims. */
export function driftsIn(conflicts: readonly Conflict[]): CaseFlag[] {
  return conflicts.filter(({ kind }) => kind === 'drift').map(drift);
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

/** What is kept of a series until all are there. */
interface Summary extends Pick<FigureSeries, 'place' | 'best' | 'high'> {
  readonly claim: ClaimRef;
  readonly documents: readonly string[];
}

/** Totals that are smaller than their parts, told by the people of single countries, as other reports have them. */
export class Totals {
  private readonly totals: { readonly thing: number; readonly series: Summary }[] = [];
  /** Parts by the thing that they count and a document that tells them. */
  private readonly parts = new Map<string, Summary[]>();

  /** @param thing the same for all series that count one thing of which one is said */
  add(thing: number, { place, best, high, points }: FigureSeries): void {
    const documents = [...new Set(points.map(({ claim }) => claim.document))];
    const { document, claim, start, end, text } = points[0]!.claim;
    // A part of a long text keeps it all in memory: the words are copied out.
    const series = { place, best, high, documents, claim: { document, claim, start, end, text: [...text].join('') } };
    if (place === null) {
      if (high !== null) this.totals.push({ thing, series });
    } else if (best !== null) {
      for (const name of documents) {
        const key = `${thing} ${name}`;
        this.parts.set(key, [...(this.parts.get(key) ?? []), series]);
      }
    }
  }

  flags(): CaseFlag[] {
    return this.totals.flatMap(({ thing, series: total }) => {
      const parts = new Set(total.documents.flatMap((name) => this.parts.get(`${thing} ${name}`) ?? []));
      const sum = [...parts].reduce((all, { best }) => all + best!, 0);
      return parts.size === 0 || sum <= total.high! ? [] : [exceeded(total, [...parts], sum)];
    });
  }
}

function exceeded(total: Summary, parts: readonly Summary[], sum: number): CaseFlag {
  const told = parts.map(({ place, best }) => `${place} ${best}`);
  return {
    kind: 'parts exceed their total',
    claims: [total, ...parts].map(({ claim }) => claim).slice(0, NAMED),
    message: {
      ar: `مجموع الأجزاء ${sum} (${told.join('، ')}) يزيد على أعلى مجموع مذكور، وهو ${total.high}`,
      en: `the parts come to ${sum} (${told.join(', ')}), more than the highest total told, ${total.high}`,
    },
  };
}

function isSame(a: ClaimRef, b: ClaimRef): boolean {
  return a.document === b.document && a.claim === b.claim;
}
