import { PROCLITIC } from '@isnad/text';
import { spanOf } from '../analysis.ts';
import type { Flag } from '../contract.ts';
import type { Check, FlagContext } from './context.ts';

/** Words behind «لا يجد» among which stands what is not found. */
const REACH = 3;
/** Words before a figure in which «كان» puts it in the past. */
const PAST_REACH = 4;

/** «لا يجد متطوعين جددا», and further on «نحو 200 في الشهر»: there are none, and so many come. */
export const noneThatCome: Check = (context) => {
  const { tokens, base } = context.context;
  const flags: Flag[] = [];
  for (let at = 0; at + 1 < tokens.count; at++) {
    if (!context.has(context.words.none, at) || !context.has(context.words.found, at + 1)) continue;
    const noun = missing(context, at);
    const lemma = noun < 0 ? undefined : base.nouns.forms.at(base.words, noun, PROCLITIC)?.lemma;
    const coming = context.figures.find(
      (figure) => figure.role === 'flow' && !isBygone(context, figure.first) && context.lemma(figure) === lemma,
    );
    if (noun < 0 || coming === undefined) continue;
    const told = spanOf(tokens.text, tokens.start[at]!, tokens.end[noun]!);
    flags.push({
      kind: 'none-yet-some',
      spans: [told, context.spanOf(coming)],
      message: `«${told.text}»، وفي موضع آخر «${context.spanOf(coming).text}».`,
    });
  }
  return flags;
};

/** The noun of what is not there: the first indefinite one behind the verb, in the same sentence and without a number. */
function missing(context: FlagContext, negation: number): number {
  const { base, syntax } = context.context;
  const { last } = syntax.sentenceOf(negation);
  for (let at = negation + 2; at < Math.min(last, negation + 2 + REACH); at++) {
    if (base.number(at) !== undefined) return -1;
    // «لا يجد التنظيم متطوعين»
    if (!base.hasArticle(at) && base.nouns.forms.at(base.words, at, PROCLITIC) !== undefined) return at;
  }
  return -1;
}

/** «كان يستقبل 200 متطوع في الشهر»: what came then does not come now. */
function isBygone(context: FlagContext, token: number): boolean {
  const { first } = context.context.syntax.sentenceOf(token);
  for (let at = token - 1; at >= Math.max(first, token - PAST_REACH); at--)
    if (context.has(context.words.past, at)) return true;
  return false;
}
