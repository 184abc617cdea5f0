import type { Vocabulary } from '@isnad/text';
import { spanOf } from './analysis.ts';
import type { NumberSpan } from './contract.ts';
import type { Syntax } from './grammar/syntax.ts';
import type { LanguageFiles } from './lists.ts';
import { FormMarks } from './marks.ts';
import { compileNumbers, type NumberWords } from './numbers/lists.ts';
import { numbersOf } from './numbers/numbers.ts';

/** The words of numbers, dates and figures. */
export interface QuantityWords {
  readonly marks: FormMarks;
  readonly numbers: NumberWords;
}

/** @throws ListError when a list is missing or a line of it can't be understood */
export function compileQuantities(files: LanguageFiles, vocabulary: Vocabulary): QuantityWords {
  const marks = new FormMarks(vocabulary);
  return { marks, numbers: compileNumbers(files, vocabulary, marks) };
}

/** What a document says in numbers: the layers in the order in which each needs the ones before. */
export interface Quantities {
  readonly numbers: readonly NumberSpan[];
}

export function quantitiesOf(syntax: Syntax, lists: QuantityWords): Quantities {
  const { analysis } = syntax;
  const { text } = analysis.source;
  const marks = lists.marks.of(analysis.words);
  const numbers = numbersOf(analysis, lists.numbers, marks);
  return {
    numbers: numbers.map(({ start, end, value, kind }) => ({ ...spanOf(text, start, end), value, kind })),
  };
}
