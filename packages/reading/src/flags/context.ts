import { CONJOINED, PROCLITIC, Table, type Vocabulary } from '@isnad/text';
import { spanOf } from '../analysis.ts';
import type { Flag, Span } from '../contract.ts';
import type { DateRead } from '../dates/spans.ts';
import type { FigureContext } from '../figures/context.ts';
import type { Draft } from '../figures/draft.ts';
import { alternatives, type LanguageFiles, ListError, rowsOf } from '../lists.ts';
import { type RatioRead, ratiosOf } from './ratios.ts';

export interface FlagWords {
  readonly past: Table<true>;
  readonly future: Table<true>;
  readonly equals: Table<true>;
  readonly none: Table<true>;
  readonly found: Table<true>;
}

/** @throws ListError when flag-words.tsv names a role that there is not */
export function compileFlags(files: LanguageFiles, vocabulary: Vocabulary): FlagWords {
  const words: FlagWords = {
    past: new Table(vocabulary),
    future: new Table(vocabulary),
    equals: new Table(vocabulary),
    none: new Table(vocabulary),
    found: new Table(vocabulary),
  };
  for (const { words: cell, role } of rowsOf(files, 'flag-words.tsv', ['words', 'role'])) {
    if (!isRole(role)) throw new ListError(`flag-words.tsv: there is no role «${role}»`);
    for (const word of alternatives(cell)) words[role].set(word, true);
  }
  return words;
}

const ROLES = ['past', 'future', 'equals', 'none', 'found'] as const;

function isRole(role: string): role is (typeof ROLES)[number] {
  return ROLES.some((one) => one === role);
}

/** What the checks ask of a document: its figures and dates, and the words around them. */
export class FlagContext {
  readonly figures: readonly Draft[];
  readonly dates: readonly DateRead[];
  readonly published: number | null;
  readonly context: FigureContext;
  readonly words: FlagWords;
  readonly ratios: readonly RatioRead[];

  constructor(
    context: FigureContext,
    words: FlagWords,
    figures: readonly Draft[],
    dates: readonly DateRead[],
    published: number | null,
  ) {
    this.context = context;
    this.words = words;
    this.figures = figures;
    this.dates = dates;
    this.published = published;
    this.ratios = ratiosOf(figures, (figure) => this.sentence(figure));
  }

  spanOf(figure: Draft): Span {
    const { text } = this.context.tokens;
    return spanOf(text, figure.start, this.context.tokens.end[figure.last - 1]!);
  }

  dateSpan({ match }: DateRead): Span {
    return spanOf(this.context.tokens.text, match.start, match.end);
  }

  sentence(figure: Draft): number {
    return this.context.syntax.sentenceNumber(figure.numberFirst);
  }

  /** The singular of what a figure counts, where the lists know it: what says that two figures count the same. */
  lemma(figure: Draft): string | null {
    const { base, words } = this.context;
    if (figure.noun < 0) return figure.unit;
    return base.nouns.forms.at(words, figure.noun, PROCLITIC)?.lemma ?? figure.unit;
  }

  has(table: Table<true>, token: number): boolean {
    return token >= 0 && table.at(this.context.words, token, CONJOINED) !== undefined;
  }
}

export type Check = (context: FlagContext) => Flag[];

/** A number as an Arabic report writes it. */
export function shown(value: number): string {
  return String(Number(value.toFixed(4)));
}
