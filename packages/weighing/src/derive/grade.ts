import type { Conflict, Grade, Routes, Uncontested } from '../findings.ts';

const UNCONTESTED: ReadonlySet<Conflict['kind']> = new Set<Uncontested>(['drift', 'update', 'rounding']);

type Because = { readonly ar: string; readonly en: string };

/** The grade of a group, read off its routes and conflicts, with the reason. */
export function gradeOf(
  routes: Routes,
  conflicts: readonly Conflict[],
  attributed: boolean,
): { grade: Grade; because: Because } {
  const open = conflicts.filter(({ kind }) => !UNCONTESTED.has(kind));
  if (open.length > 0) return { grade: 'contested', because: contested(open) };
  if (!attributed) return { grade: 'unattributed', because: UNATTRIBUTED };
  if (routes.certain >= 2) return { grade: 'corroborated', because: corroborated(routes) };
  return { grade: 'single route', because: single(routes) };
}

const UNATTRIBUTED: Because = {
  ar: 'لا يُنسب القول في أي تقرير إلى مصدر مسمى',
  en: 'no report credits it to a named source',
};

function contested(conflicts: readonly Conflict[]): Because {
  const [first] = conflicts;
  const more = conflicts.length - 1;
  return {
    ar: `${first!.because.ar}${more > 0 ? `، و${more} من التعارضات غيره` : ''}`,
    en: `${first!.because.en}${more > 0 ? `, and ${more} more conflict${more > 1 ? 's' : ''}` : ''}`,
  };
}

function corroborated({ certain, possible }: Routes): Because {
  return {
    ar: `${independent(certain)} ناقل ولا أصل${possible > certain ? `، وقد تبلغ ${possible}` : ''}`,
    en: `${certain} independent routes that share no relay and no origin${possible > certain ? `, perhaps ${possible}` : ''}`,
  };
}

/** Two or more routes, counted as Arabic counts. */
function independent(count: number): string {
  if (count === 2) return 'مساران مستقلان لا يجمعهما';
  const last = count % 100;
  return `${count} ${last >= 3 && last <= 10 ? 'مسارات مستقلة' : 'مسارا مستقلا'} لا يجمعها`;
}

function single(routes: Routes): Because {
  const ties = routes.ties.map((id) => routes.nodes.find((node) => node.id === id)?.name ?? id);
  const perhaps = routes.possible > 1;
  if (ties.length > 0) {
    const names = ties.map((name) => `«${name}»`).join('، ');
    return {
      ar: `تعود الأقوال كلها إلى ${names}${perhaps ? `، وقد تكون المسارات ${routes.possible}` : ''}`,
      en: `all of it goes back to ${names}${perhaps ? `; there may be ${routes.possible} routes` : ''}`,
    };
  }
  return perhaps
    ? {
        ar: `مسار ثابت واحد من ${routes.possible} محتملة: الأصول الأخرى غير مسماة`,
        en: `one certain route of ${routes.possible} possible ones: the other origins are not named`,
      }
    : { ar: 'مسار واحد', en: 'one route' };
}
