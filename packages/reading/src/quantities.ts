import { parseIsoDate, type Vocabulary } from '@isnad/text';
import { spanOf } from './analysis.ts';
import type { Attribution, DateSpan, Figure, Flag, NumberSpan } from './contract.ts';
import { Anchors, compileMediaNouns, type MediaNouns } from './dates/anchor.ts';
import { datesOf } from './dates/dates.ts';
import { compileDates, type DateWords } from './dates/lists.ts';
import { DateContext } from './dates/reader.ts';
import { dateSpans, resolveDates } from './dates/spans.ts';
import type { DateMatch } from './dates/when.ts';
import { FigureContext } from './figures/context.ts';
import type { Draft } from './figures/draft.ts';
import { figuresOf } from './figures/figures.ts';
import { compileHedges, type HedgeWords, hedgesBefore } from './figures/hedges.ts';
import { compileFigures, type FigureWords } from './figures/lists.ts';
import { figureSpans } from './figures/spans.ts';
import { compileFlags, FlagContext, type FlagWords } from './flags/context.ts';
import { flagsOf } from './flags/flags.ts';
import type { Syntax } from './grammar/syntax.ts';
import type { LanguageFiles } from './lists.ts';
import { FormMarks, Mark } from './marks.ts';
import { compileNouns, type NounWords } from './nouns.ts';
import { compileNumbers, type NumberWords } from './numbers/lists.ts';
import { type NumberMatch, numbersOf } from './numbers/numbers.ts';

/** The words of numbers, dates and figures. */
export interface QuantityWords {
  readonly marks: FormMarks;
  readonly nouns: NounWords;
  readonly numbers: NumberWords;
  readonly hedges: HedgeWords;
  readonly dates: DateWords;
  readonly media: MediaNouns;
  readonly figures: FigureWords;
  readonly flags: FlagWords;
}

/** @throws ListError when a list is missing or a line of it can't be understood */
export function compileQuantities(files: LanguageFiles, vocabulary: Vocabulary): QuantityWords {
  const marks = new FormMarks(vocabulary);
  const nouns = compileNouns(files, vocabulary, marks);
  return {
    marks,
    nouns,
    numbers: compileNumbers(files, vocabulary, marks, nouns),
    hedges: compileHedges(files, vocabulary, marks),
    dates: compileDates(files, vocabulary, marks),
    media: compileMediaNouns(files),
    figures: compileFigures(files, vocabulary, marks),
    flags: compileFlags(files, vocabulary),
  };
}

/** What a document says in numbers. */
export interface Quantities {
  readonly numbers: readonly NumberSpan[];
  readonly figures: readonly Figure[];
  readonly dates: readonly DateSpan[];
  readonly flags: readonly Flag[];
}

/** The three layers as they work on tokens, before anything is resolved or given out. */
export interface QuantityLayers {
  readonly numbers: readonly NumberMatch[];
  readonly dates: readonly DateMatch[];
  readonly figures: readonly Draft[];
  readonly context: FigureContext;
}

/** Numbers, dates and figures, in the order in which each needs the ones before. */
export function quantityLayers(syntax: Syntax, lists: QuantityWords): QuantityLayers {
  const { analysis } = syntax;
  const marks = lists.marks.of(analysis.words);
  const numbers = numbersOf(analysis, lists.numbers, marks);
  // A number may begin before its first marked token: الـ17, ٪60.
  for (const { first } of numbers) marks[first]! |= Mark.Digits;
  const hedges = hedgesBefore(analysis.words, marks, lists.hedges);
  const dateContext = new DateContext(syntax, lists.dates, lists.nouns, numbers, hedges, marks);
  const { dates, names } = datesOf(dateContext);
  const context = new FigureContext(dateContext, lists.figures, lists.hedges, marks, dates, names);
  return { numbers, dates, figures: figuresOf(context), context };
}

/**
 * Numbers, dates, figures and what is wrong with them.
 * @param attributions tell which words another outlet spoke, whose dates then hang on its day and not on this page's
 */
export function quantitiesOf(syntax: Syntax, lists: QuantityWords, attributions: readonly Attribution[]): Quantities {
  const { tokens, source } = syntax.analysis;
  const { text, published, outlet } = source;
  const day = published === undefined || published === null ? null : parseIsoDate(published);
  const { numbers, dates: found, figures, context } = quantityLayers(syntax, lists);
  const dates = resolveDates(found, new Anchors(attributions, lists.media, outlet ?? null), day);
  return {
    numbers: numbers.map(({ start, end, value, kind }) => ({ ...spanOf(text, start, end), value, kind })),
    figures: figureSpans(text, tokens, figures),
    dates: dateSpans(context.base, dates, day),
    flags: flagsOf(new FlagContext(context, lists.flags, figures, dates, day)),
  };
}
