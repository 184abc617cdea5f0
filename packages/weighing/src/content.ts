import type { Mention, NumberSpan, Reading } from '@isnad/reading';
import { type ClaimFigure, DocumentFigures } from './figures/measure.ts';
import type { Lexicon } from './relate/lexicon.ts';
import { type ClaimWords, claimWords, type Known, type LocatedWords } from './relate/words.ts';
import { SpanIndex } from './spans.ts';

/** What of a claim is compared with other claims. */
export interface ClaimContent {
  readonly words: ClaimWords;
  readonly figures: readonly ClaimFigure[];
}

/** The content of a part of a document, with the places of its words in that part. */
export interface LocatedContent {
  readonly content: ClaimContent;
  readonly located: LocatedWords;
}

/** A document from which the content of one part after another is taken. */
export class Contents {
  private readonly reading: Reading;
  private readonly lexicon: Lexicon;
  private readonly numbers: SpanIndex<NumberSpan>;
  private readonly mentions: SpanIndex<Mention>;
  private readonly figures: DocumentFigures;

  constructor(reading: Reading, lexicon: Lexicon) {
    this.reading = reading;
    this.lexicon = lexicon;
    this.numbers = new SpanIndex(reading.numbers);
    this.mentions = new SpanIndex(reading.mentions);
    this.figures = new DocumentFigures(reading);
  }

  of(start: number, end: number): LocatedContent {
    const located = claimWords(this.reading.text.slice(start, end), this.lexicon, this.known(start, end));
    const figures = this.figures.within(start, end, located, this.lexicon);
    return { located, content: { words: located.words, figures } };
  }

  /** What reading knows of a part of a document; offsets from the beginning of the part. */
  private known(start: number, end: number): Known[] {
    const known: Known[] = [];
    for (const { span: number } of this.numbers.beginning(start, end)) {
      if (number.end > end || number.kind === 'ordinal') continue;
      known.push({ kind: 'number', start: number.start - start, end: number.end - start, value: number.value });
    }
    for (const { span: mention } of this.mentions.beginning(start, end)) {
      if (mention.end > end) continue;
      const kind = mention.type === 'place' || mention.type === 'nationality' ? 'place' : 'name';
      known.push({ kind, start: mention.start - start, end: mention.end - start });
    }
    return known;
  }
}

/** The content of a whole text. */
export function locatedContent(reading: Reading, lexicon: Lexicon): LocatedContent {
  return new Contents(reading, lexicon).of(0, reading.text.length);
}
