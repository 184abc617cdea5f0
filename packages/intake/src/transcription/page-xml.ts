import type { TextLine, TextPage, Word } from '../pages/line.ts';
import { walkXml } from '../xml/walk.ts';
import { boxOf, type PixelBox, splitWords } from './words.ts';

/**
 * A page transcribed in PAGE XML, as eScriptorium and Transkribus give it: the text of its lines in the order of the
 * file, each with its place.
 */
export function readPageXml(xml: string): { readonly page: TextPage; readonly image: string | null } {
  const lines: TextLine[] = [];
  const size = { width: 0, height: 0 };
  let image: string | null = null;
  let region = 0;
  let fresh = false;
  let line: LineSoFar | null = null;
  let word: LineSoFar | null = null;
  let into: LineSoFar | null = null;
  walkXml(xml, {
    open(name, attributes) {
      if (name === 'Page') {
        size.width = Number(attributes.imageWidth) || 0;
        size.height = Number(attributes.imageHeight) || 0;
        image = attributes.imageFilename ?? null;
      } else if (name === 'TextRegion') {
        region++;
        fresh = true;
      } else if (name === 'TextLine') line = { box: null, text: '', words: [] };
      else if (name === 'Word' && line !== null) word = { box: null, text: '', words: [] };
      else if (name === 'Coords') {
        const of = word ?? line;
        if (of !== null) of.box ??= boxOf(attributes.points ?? '');
      } else if (name === 'Unicode') {
        into = word ?? line;
        // Of several transcriptions of one line the first is the one that counts.
        if (into !== null && into.text !== '') into = null;
      }
    },
    text(text) {
      if (into !== null) into.text += text;
    },
    close(name) {
      if (name === 'Unicode') into = null;
      else if (name === 'Word' && word !== null) {
        line?.words.push(word);
        word = null;
      } else if (name === 'TextLine' && line !== null) {
        const words = wordsOf(line, size);
        if (words.length > 0) {
          lines.push({ words, begins: fresh ? (region > 1 ? 'apart' : 'anew') : 'goes on' });
          fresh = false;
        }
        line = null;
      }
    },
  });
  return { page: { ...size, lines, by: 'transcription', confidence: 1, readable: true }, image };
}

interface LineSoFar {
  box: PixelBox | null;
  text: string;
  readonly words: { readonly box: PixelBox | null; readonly text: string }[];
}

/** The line's own text, with the places of its words where they say the same. */
function wordsOf(line: LineSoFar, size: { readonly width: number; readonly height: number }): Word[] {
  const text = line.text.trim() === '' ? line.words.map((word) => word.text).join(' ') : line.text;
  return splitWords(text, line.box, line.words, size);
}
