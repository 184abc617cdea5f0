import type { Conflict, Grade, Routes } from '../findings.ts';
import { isContesting } from './contesting.ts';
import { type ArabicForms, counted, ROUTES } from './counting.ts';

type Because = { readonly ar: string; readonly en: string };

/** The grade of a group, read off its routes and conflicts, with the reason. */
export function gradeOf(
  routes: Routes,
  conflicts: readonly Conflict[],
  attributed: boolean,
): { grade: Grade; because: Because } {
  const open = conflicts.filter(isContesting);
  if (open.length > 0) return { grade: 'contested', because: contested(open) };
  if (!attributed) return { grade: 'unattributed', because: UNATTRIBUTED };
  if (routes.certain >= 2) return { grade: 'corroborated', because: corroborated(routes) };
  return { grade: 'single route', because: single(routes) };
}

const UNATTRIBUTED: Because = {
  ar: 'لا يُنسب في أي تقرير إلى مصدر مسمى',
  en: 'no report credits it to a named source',
};

function contested(conflicts: readonly Conflict[]): Because {
  const [first] = conflicts;
  const more = conflicts.length - 1;
  return {
    ar: `${first!.because.ar}${more > 0 ? `، ومعه ${counted(more, CONFLICTS)}` : ''}`,
    en: `${first!.because.en}${more > 0 ? `, and ${more} more conflict${more > 1 ? 's' : ''}` : ''}`,
  };
}

const CONFLICTS: ArabicForms = {
  one: 'تعارض آخر',
  two: 'تعارضان آخران',
  few: '# تعارضات أخرى',
  many: '# تعارضا آخر',
  other: '# تعارض آخر',
};

function corroborated({ certain, possible }: Routes): Because {
  return {
    ar: `${counted(certain, INDEPENDENT)} ناقل ولا أصل${possible > certain ? `، وقد تبلغ ${counted(possible, ROUTES)}` : ''}`,
    en: `${certain} independent routes that share no relay and no origin${possible > certain ? `, perhaps ${possible}` : ''}`,
  };
}

/** Two or more routes. */
const INDEPENDENT: ArabicForms = {
  one: 'مسار مستقل لا يجمعه بغيره',
  two: 'مساران مستقلان لا يجمعهما',
  few: '# مسارات مستقلة لا يجمعها',
  many: '# مسارا مستقلا لا يجمعها',
  other: '# مسار مستقل لا يجمعها',
};

function single({ nodes, ties, possible, circles }: Routes): Because {
  const [ring] = circles;
  if (ring !== undefined) {
    const around = ringNames(ring, nodes);
    return {
      ar: `يدور بين ناقليه ولا أصل له عندهم: ${around}`,
      en: `it goes round those who tell it and begins with none of them: ${around}`,
    };
  }
  const names = [...new Set(ties.map((id) => nodes.find((node) => node.id === id)?.name ?? id))];
  const perhaps = possible > 1;
  if (names.length > 0) {
    const arabic = names.map((name) => `«${name}»`).join('، ');
    return {
      ar: `يعود كله إلى ${arabic}${perhaps ? `، وقد تكون له ${counted(possible, ROUTES)}` : ''}`,
      en: `all of it goes back to ${arabic.replaceAll('،', ',')}${perhaps ? `; there may be ${possible} routes` : ''}`,
    };
  }
  if (perhaps) {
    return {
      ar: `المسار الثابت واحد والمحتمل ${counted(possible, ROUTES)}، فبقية الأصول غير مسماة`,
      en: `one certain route of ${possible} possible ones: the other origins are not named`,
    };
  }
  const reports = nodes.filter(({ kind }) => kind === 'report');
  if (reports.length > 1) return { ar: 'له أصل واحد', en: 'it has one origin' };
  return reports.every(({ documents }) => documents.length < 2)
    ? { ar: 'لم يرد إلا في تقرير واحد', en: 'one report alone has it' }
    : { ar: 'لم يرد إلا في تقرير واحد ونسخه', en: 'one report alone has it, with its copies' };
}

/** A ring in words, back to where it began; an outlet and its report are two nodes of one name. */
export function ringNames(ring: readonly string[], nodes: Routes['nodes']): string {
  const around = [...ring, ring[0]!].map((id) => `«${nodes.find((node) => node.id === id)?.name ?? id}»`);
  return around.filter((name, i) => name !== around[i - 1]).join(' ← ');
}
