import type { Flag } from '../contract.ts';
import type { Draft } from '../figures/draft.ts';
import { type Check, type FlagContext, shown } from './context.ts';
import { pointOf } from './ratios.ts';

/** Parts that are more than their whole, and how many a report leaves untold where they are fewer. */
export const partsOfWholes: Check = (context) => {
  const wholes = new Map<Draft, Draft[]>();
  for (const figure of context.figures) {
    if (figure.role !== 'part' || figure.of === null || figure.kind === 'share') continue;
    wholes.set(figure.of, [...(wholes.get(figure.of) ?? []), figure]);
  }
  return [...wholes].flatMap(([whole, parts]) => partsFlag(context, whole, parts));
};

function partsFlag(context: FlagContext, whole: Draft, parts: readonly Draft[]): Flag[] {
  const total = pointOf(whole);
  const values = parts.map(pointOf);
  if (total === null || values.some((value) => value === null)) return [];
  if (parts.some((part) => part.kind === 'money') !== (whole.kind === 'money')) return [];
  const sum = values.reduce<number>((all, value) => all + (value ?? 0), 0);
  const spans = [context.spanOf(whole), ...parts.map((part) => context.spanOf(part))];
  const told = values.map((value) => shown(value ?? 0)).join(' + ');
  if (sum > total) {
    return [
      {
        kind: 'parts-exceed-whole',
        spans,
        message: `الأجزاء (${told}) ${values.length > 1 ? `مجموعها ${shown(sum)}، وهي ` : ''}أكثر من الكل (${shown(total)}).`,
      },
    ];
  }
  const rest = total - sum;
  if (rest === 0) return [];
  const about = whole.hedge === 'about' ? 'نحو ' : '';
  return [
    {
      kind: 'parts-remainder',
      spans,
      message: `ذُكر ${shown(sum)} من ${about}${shown(total)}؛ الباقي ${about}${shown(rest)}.`,
    },
  ];
}
