import { parseIsoDate, type Vocabulary } from '@isnad/text';
import { spanOf } from './analysis.ts';
import type { DateSpan, Figure, NumberSpan } from './contract.ts';
import { datesOf } from './dates/dates.ts';
import { compileDates, type DateWords } from './dates/lists.ts';
import { DateContext } from './dates/reader.ts';
import { dateSpans } from './dates/spans.ts';
import { FigureContext } from './figures/context.ts';
import { figuresOf } from './figures/figures.ts';
import { compileHedges, type HedgeWords, hedgesBefore } from './figures/hedges.ts';
import { compileFigures, type FigureWords } from './figures/lists.ts';
import { figureSpans } from './figures/spans.ts';
import type { Syntax } from './grammar/syntax.ts';
import type { LanguageFiles } from './lists.ts';
import { FormMarks, Mark } from './marks.ts';
import { compileNouns, type NounWords } from './nouns.ts';
import { compileNumbers, type NumberWords } from './numbers/lists.ts';
import { numbersOf } from './numbers/numbers.ts';

/** The words of numbers, dates and figures. */
export interface QuantityWords {
  readonly marks: FormMarks;
  readonly nouns: NounWords;
  readonly numbers: NumberWords;
  readonly hedges: HedgeWords;
  readonly dates: DateWords;
  readonly figures: FigureWords;
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
    figures: compileFigures(files, vocabulary, marks),
  };
}

/** What a document says in numbers: the layers in the order in which each needs the ones before. */
export interface Quantities {
  readonly numbers: readonly NumberSpan[];
  readonly figures: readonly Figure[];
  readonly dates: readonly DateSpan[];
}

export function quantitiesOf(syntax: Syntax, lists: QuantityWords): Quantities {
  const { analysis } = syntax;
  const { text, published } = analysis.source;
  const marks = lists.marks.of(analysis.words);
  const numbers = numbersOf(analysis, lists.numbers, marks);
  // A number may begin before its first marked token: الـ17, ٪60.
  for (const { first } of numbers) marks[first]! |= Mark.Digits;
  const hedges = hedgesBefore(analysis.words, marks, lists.hedges);
  const context = new DateContext(syntax, lists.dates, lists.nouns, numbers, hedges);
  const dates = datesOf(context, marks);
  const figures = figuresOf(new FigureContext(context, lists.figures, lists.hedges, marks, dates.dates, dates.names));
  const day = published === undefined || published === null ? null : parseIsoDate(published);
  return {
    numbers: numbers.map(({ start, end, value, kind }) => ({ ...spanOf(text, start, end), value, kind })),
    figures: figureSpans(text, analysis.tokens, figures),
    dates: dateSpans(context, dates.dates, day),
  };
}
