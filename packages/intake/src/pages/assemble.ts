import type { PageReport, PlacedRun } from '../document.ts';
import { lineText, type TextLine, type TextPage } from './line.ts';

/** The text of pages, with the place of every word of it. */
export interface Assembled {
  readonly text: string;
  readonly pages: readonly PageReport[];
  readonly places: readonly PlacedRun[];
}

/** Puts readable pages together: a space between the lines of a paragraph, a line's end between paragraphs, an empty line where space was left. */
export function assemble(pages: readonly TextPage[]): Assembled {
  const writer = new Writer();
  let last: TextLine | null = null;
  pages.forEach((page, i) => {
    if (!page.readable) return;
    page.lines
      .filter((line) => line.words.length > 0)
      .forEach((line, at) => {
        if (last !== null) writer.between(at === 0 && line.begins !== 'goes on' ? '\n\n' : separator(last, line));
        writer.line(line, i + 1);
        last = line;
      });
  });
  return {
    text: writer.text,
    places: writer.places,
    pages: pages.map(({ width, height, by, confidence, readable, trouble, lines }, i) => ({
      page: i + 1,
      width,
      height,
      by,
      confidence,
      readable,
      ...(readable || lines.length === 0 ? {} : { draft: lines.map(lineText).join('\n') }),
      ...(trouble === undefined ? {} : { trouble }),
    })),
  };
}

function separator(last: TextLine, line: TextLine): string {
  if (line.begins === 'apart') return '\n\n';
  if (line.begins === 'anew') return '\n';
  return isTight(last.words[last.words.length - 1]!.text, line.words[0]!.text) ? '' : ' ';
}

/** Lines that were broken where no space is: behind a stroke or an open bracket, behind و, in a range or a name, before a mark. */
function isTight(before: string, after: string): boolean {
  if (/\p{N}[–—-]$/u.test(before) && /^\p{N}/u.test(after)) return true;
  if (/\p{Script=Latin}-$/u.test(before) && /^\p{Script=Latin}/u.test(after)) return true;
  return /(?:[/([«{]|^و)$/.test(before) || /^[)\]»}،؛:؟!.]/.test(after);
}

class Writer {
  text = '';
  readonly places: PlacedRun[] = [];

  between(separator: string): void {
    this.text += separator;
  }

  line(line: TextLine, page: number): void {
    line.words.forEach((word, i) => {
      if (i > 0) this.text += ' ';
      const start = this.text.length;
      this.text += word.text;
      const confidence = word.confidence === undefined ? {} : { confidence: word.confidence };
      this.places.push({ start, end: this.text.length, page, region: word.region, ...confidence });
    });
  }
}
