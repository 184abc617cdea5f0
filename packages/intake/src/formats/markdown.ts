import { marked } from 'marked';
import { statedDay } from '../dates.ts';
import type { IntakeDocument, IntakeNote } from '../document.ts';
import { parsePage } from '../html/dom.ts';
import { plain } from '../html/metadata.ts';
import { withTitle } from '../html/page.ts';
import { textOf } from '../html/text.ts';
import { type Part, plainDocument } from './part.ts';
import type { FileSource } from './source.ts';
import { textOfSource } from './text.ts';

export async function* read(source: FileSource): AsyncGenerator<Part> {
  const { text, notes } = await textOfSource(source);
  yield { kind: 'document', document: readMarkdown(text, notes) };
}

/** Markdown as the text that a reader sees; what stands in its front matter as metadata. */
function readMarkdown(source: string, notes: readonly IntakeNote[]): IntakeDocument {
  const { fields, body } = frontMatter(source);
  const page = parsePage(marked.parse(body, { async: false, gfm: true }));
  const title = fields.get('title') ?? plain(page.querySelector('h1')?.textContent);
  const day = (...names: string[]) =>
    names.map((name) => statedDay(fields.get(name) ?? '')).find((one) => one !== null) ?? null;
  return plainDocument(withTitle(title, page.body === null ? '' : textOf(page.body)), {
    title,
    outlet: fields.get('outlet') ?? fields.get('publisher') ?? fields.get('site') ?? null,
    author: fields.get('author') ?? null,
    published: day('published', 'date'),
    modified: day('modified', 'updated', 'lastmod'),
    address: fields.get('url') ?? fields.get('source') ?? null,
    notes,
  });
}

/** The `name: value` lines between two lines of `---` at the head; of YAML only that. */
function frontMatter(source: string): { readonly fields: ReadonlyMap<string, string>; readonly body: string } {
  const match = /^---[ \t]*\n([\s\S]*?)\n(?:---|\.\.\.)[ \t]*(?:\n|$)/.exec(source);
  const fields = new Map<string, string>();
  if (match === null) return { fields, body: source };
  for (const line of match[1]!.split('\n')) {
    const field = /^([A-Za-z_-]+)\s*:\s*(.+)$/.exec(line);
    if (field !== null) fields.set(field[1]!.toLowerCase(), field[2]!.trim().replace(/^(["'])(.*)\1$/, '$2'));
  }
  return { fields, body: source.slice(match[0].length) };
}
