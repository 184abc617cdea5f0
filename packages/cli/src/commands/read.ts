import { basename } from 'node:path';
import { inOrder, loadFile, Readers, recordOf } from '@isnad/casefile';
import type { Reading } from '@isnad/reading';
import { complain, Failure } from '../failure.ts';
import { Progress } from '../progress.ts';
import { answerBad, linesOf, writeLine } from '../streams.ts';

/** `isnad read`: documents in, Readings out, in order. */
export async function readCommand(files: readonly string[], options: { json?: true; jsonl?: true }): Promise<void> {
  if (options.jsonl && files.length > 0) throw new Failure('--jsonl', 'reads standard input, and takes no files');
  if (!options.jsonl && files.length === 0) throw new Failure('read', 'name a file, or give --jsonl');
  const readers = new Readers();
  try {
    if (options.jsonl) await readLines(readers);
    else await readFiles(readers, files, options.json === true);
  } finally {
    await readers.close();
  }
}

type Outcome =
  | { readonly kind: 'lines'; readonly lines: readonly string[]; readonly wrong: readonly string[] }
  | { readonly kind: 'bad'; readonly id: string | number | null; readonly error: string };

async function readLines(readers: Readers): Promise<void> {
  const outcomes = inOrder(linesOf(process.stdin), 4 * readers.size, async (line): Promise<Outcome> => {
    if (line.kind === 'bad') return line;
    const understood = recordOf(line.text);
    if (understood.kind === 'bad') return understood;
    const { record } = understood;
    const { lines, unreadable } = await readers.read({ kind: 'record', record });
    const [why] = unreadable;
    return why === undefined ? { kind: 'lines', lines, wrong: [] } : { kind: 'bad', id: record.id, error: why.message };
  });
  for await (const outcome of outcomes) {
    if (outcome.kind === 'bad') await answerBad(outcome.id, outcome.error);
    else for (const line of outcome.lines) await writeLine(line);
  }
}

async function readFiles(readers: Readers, files: readonly string[], json: boolean): Promise<void> {
  const progress = new Progress('files');
  progress.setWhole(files.length);
  const source = async function* (): AsyncGenerator<string> {
    yield* files;
  };
  const outcomes = inOrder(source(), 2 * readers.size, async (path) => {
    const bytes = await loadFile(path);
    if ('kind' in bytes) return { lines: [], wrong: [`${path}: ${bytes.message}`] };
    const { lines, unreadable } = await readers.read({ kind: 'file', name: basename(path), bytes });
    const wrong = unreadable.map(({ part, message }) => `${part === null ? path : `${path}#${part}`}: ${message}`);
    return { lines, wrong };
  });
  for await (const { lines, wrong } of outcomes) {
    for (const line of lines) await writeLine(json ? line : readable(JSON.parse(line)));
    for (const message of wrong) complain(message, 2);
    progress.step();
  }
  progress.end();
}

/** A Reading for people: who says what, and what looks wrong. */
function readable({ id, claims, flags }: Reading): string {
  const said = claims.map(({ text, chain }) => {
    const who = chain.map((link) => link.name).toReversed();
    return `  ${who.length === 0 ? '—' : who.join(' ← ')}: «${text.replace(/\s+/g, ' ')}»`;
  });
  const wrong = flags.map(({ message, spans }) => `  ! ${message}: «${spans.map((span) => span.text).join('» «')}»`);
  return [id, ...said, ...wrong].join('\n');
}
