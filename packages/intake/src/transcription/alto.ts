import type { TextLine, TextPage } from '../pages/line.ts';
import { walkXml } from '../xml/walk.ts';
import { type PixelBox, splitWords } from './words.ts';

/** A page transcribed in ALTO (Library of Congress), as eScriptorium, Transkribus and libraries give it. */
export function readAlto(xml: string): { readonly page: TextPage; readonly image: string | null } {
  const lines: TextLine[] = [];
  const size = { width: 0, height: 0 };
  let image: string | null = null;
  let inFileName = false;
  let fresh = false;
  let blocks = 0;
  let line: { box: PixelBox | null; words: { text: string; box: PixelBox | null }[] } | null = null;
  walkXml(xml, {
    open(name, attributes) {
      if (name === 'Page') {
        size.width = Number(attributes.WIDTH) || 0;
        size.height = Number(attributes.HEIGHT) || 0;
      } else if (name === 'fileName') inFileName = true;
      else if (name === 'TextBlock') {
        blocks++;
        fresh = true;
      } else if (name === 'TextLine') line = { box: boxOfAttributes(attributes), words: [] };
      else if (name === 'String' && line !== null) {
        line.words.push({ text: attributes.CONTENT ?? '', box: boxOfAttributes(attributes) });
      }
    },
    text(text) {
      if (inFileName) image = (image ?? '') + text.trim();
    },
    close(name) {
      if (name === 'fileName') inFileName = false;
      else if (name === 'TextLine' && line !== null) {
        const words = splitWords(line.words.map((word) => word.text).join(' '), line.box, line.words, size);
        if (words.length > 0) {
          lines.push({ words, begins: fresh ? (blocks > 1 ? 'apart' : 'anew') : 'goes on' });
          fresh = false;
        }
        line = null;
      }
    },
  });
  return { page: { ...size, lines, by: 'transcription', confidence: 1, readable: true }, image };
}

function boxOfAttributes(attributes: Readonly<Record<string, string>>): PixelBox | null {
  const [x, y, width, height] = ['HPOS', 'VPOS', 'WIDTH', 'HEIGHT'].map((name) => Number(attributes[name]));
  if ([x, y, width, height].some((value) => value === undefined || Number.isNaN(value))) return null;
  return { left: x!, top: y!, right: x! + width!, bottom: y! + height! };
}
