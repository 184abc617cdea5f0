import { statedDay } from '../dates.ts';
import { walkXml } from '../xml/walk.ts';

/** What an office document's properties say of it. The day it was last saved stands for «modified»; none is «published». */
export interface OfficeProperties {
  readonly title: string | null;
  readonly author: string | null;
  readonly modified: string | null;
}

/** @param xml `core.xml` of Office Open XML or `meta.xml` of OpenDocument; empty when there is none */
export function propertiesOf(xml: string): OfficeProperties {
  const found = new Map<string, string>();
  let name = '';
  if (xml !== '') {
    walkXml(xml, {
      open: (opened) => {
        name = opened;
      },
      text: (text) => {
        const words = text.trim();
        if (words !== '' && !found.has(name)) found.set(name, words);
      },
    });
  }
  const modified = found.get('modified') ?? found.get('date');
  return {
    title: titleIn(found.get('title') ?? ''),
    author: found.get('creator') ?? found.get('initial-creator') ?? null,
    modified: modified === undefined ? null : statedDay(modified),
  };
}

/** Programs fill in names of files and templates, which are no titles. */
function titleIn(stated: string): string | null {
  const title = stated.replace(/\s+/gu, ' ').trim();
  return title.length < 4 || /\.\w{2,4}$|^(?:microsoft|untitled|document|مستند)/i.test(title) ? null : title;
}
