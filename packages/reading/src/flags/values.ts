import type { Flag } from '../contract.ts';
import type { Draft } from '../figures/draft.ts';
import { type Check, type FlagContext, shown } from './context.ts';
import { pointOf } from './ratios.ts';

/**
 * Two values for one thing: the dead, injured or arrested of the title, told again with another number in the first
 * sentences of the body, where no sum of theirs makes it.
 */
export const differingValues: Check = (context) => {
  const { blocks } = context.context.syntax.analysis;
  const title = blocks[0];
  if (title?.kind !== 'title') return [];
  return context.figures.flatMap((figure): Flag[] => {
    const kind = casualty(context, figure);
    const value = pointOf(figure);
    if (figure.numberFirst >= title.last || kind === 0 || value === null) return [];
    const told = context.figures.filter(
      (other) => other.numberFirst >= title.last && casualty(context, other) === kind && other.role !== 'part',
    );
    const first = told[0];
    if (first === undefined || told.some((other) => admits(other, value))) return [];
    const sum = told.reduce((all, other) => all + (pointOf(other) ?? Number.NaN), 0);
    if (tellsSeveral(context, title.last, figure) || addsUp(context, first)) return [];
    const distance = context.sentence(first) - context.sentence(figure);
    if (sum === value || distance > 2 || context.lemma(first) !== context.lemma(figure)) return [];
    return [
      {
        kind: 'values-differ',
        spans: [context.spanOf(figure), context.spanOf(first)],
        message: `العدد في العنوان ${shown(value)}، وفي المتن ${shown(first.low ?? first.high ?? 0)}.`,
      },
    ];
  });
};

const REACH = 2;
const KINDS_REACH = 4;

/** «تقتل وتصيب 35 مدنيا»: one number for two fates. */
function tellsSeveral(context: FlagContext, last: number, figure: Draft): boolean {
  const kinds = new Set<number>();
  for (let at = figure.first - 1; at >= Math.max(0, figure.first - KINDS_REACH) && at < last; at--) {
    const kind = context.context.word(at)?.casualty;
    if (kind !== undefined) kinds.add(kind);
    if (context.context.base.numberBefore(at) !== undefined) break;
  }
  return kinds.size > 1;
}

/** «شخصان و3 رجال أمن»: the first of several that go together; «7 من رجال الأمن»: some of those told. */
function addsUp(context: FlagContext, first: Draft): boolean {
  const { base } = context.context;
  if (base.is(first.numberLast, base.lists.keywords.min)) return true;
  const next = context.figures[context.figures.indexOf(first) + 1];
  return next !== undefined && next.kind === 'count' && next.first - first.last <= 1 && casualty(context, next) === 0;
}

/** What befell those whom a figure counts, by the word before it: killed, injured, arrested; 0 where none tells. */
function casualty(context: FlagContext, figure: Draft): number {
  for (let at = figure.first - 1; at >= figure.first - REACH; at--) {
    const kind = context.context.word(at)?.casualty;
    if (kind !== undefined) return kind === 9 ? 0 : kind;
  }
  return 0;
}

function admits(figure: Draft, value: number): boolean {
  if (figure.hedge === 'about') return Math.abs((figure.low ?? value) - value) <= value * 0.1;
  return (figure.low ?? value) <= value && value <= (figure.high ?? value);
}
