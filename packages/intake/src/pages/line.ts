import type { Region } from '../document.ts';

/** A word of a page with its place. */
export interface Word {
  readonly text: string;
  readonly region: Region;
  /** Of recognition, 0 … 1; absent for words that were read. */
  readonly confidence?: number;
}

/** A line as it is read. */
export interface TextLine {
  readonly words: readonly Word[];
  /** Whether it begins a paragraph, with space before it or without, or goes on with the line before. */
  readonly begins: 'apart' | 'anew' | 'goes on';
}

/** A page that became lines. */
export interface TextPage {
  /** Points for a page of a PDF, pixels for an image. */
  readonly width: number;
  readonly height: number;
  readonly lines: readonly TextLine[];
  readonly by: 'text layer' | 'ocr' | 'transcription';
  readonly confidence: number;
  readonly readable: boolean;
  /** Why recognition gave nothing, where it broke off. */
  readonly trouble?: string;
}

export function lineText(line: TextLine): string {
  return line.words.map((word) => word.text).join(' ');
}
