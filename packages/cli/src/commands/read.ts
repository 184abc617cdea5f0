import { basename } from 'node:path';
import { inOrder, loadFile, Readers, recordOf } from '@isnad/casefile';
import type { Act, ActReason, Attribution, Reading } from '@isnad/reading';
import { complain, Failure } from '../failure.ts';
import { Progress } from '../progress.ts';
import { answerBad, linesOf, writeLine } from '../streams.ts';

interface ReadOptions {
  readonly json?: true;
  readonly jsonl?: true;
  readonly why?: true;
}

/** `isnad read`: documents in, Readings out, in order. */
export async function readCommand(files: readonly string[], options: ReadOptions): Promise<void> {
  if (options.why && (options.json || options.jsonl)) throw new Failure('--why', 'is for people to read, not for JSON');
  if (options.jsonl && files.length > 0) throw new Failure('--jsonl', 'reads standard input, and takes no files');
  if (!options.jsonl && files.length === 0) throw new Failure('read', 'name a file, or give --jsonl');
  const readers = new Readers();
  try {
    if (options.jsonl) await readLines(readers);
    else await readFiles(readers, files, options);
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

async function readFiles(readers: Readers, files: readonly string[], { json, why }: ReadOptions): Promise<void> {
  const progress = new Progress('files');
  progress.setWhole(files.length);
  const source = async function* (): AsyncGenerator<string> {
    yield* files;
  };
  const outcomes = inOrder(source(), 2 * readers.size, async (path) => {
    const bytes = await loadFile(path);
    if ('kind' in bytes) return { lines: [], wrong: [`${path}: ${bytes.message}`] };
    const { lines, unreadable } = await readers.read({ kind: 'file', name: basename(path), file: bytes });
    const wrong = unreadable.map(({ part, message }) => `${part === null ? path : `${path}#${part}`}: ${message}`);
    return { lines, wrong };
  });
  for await (const { lines, wrong } of outcomes) {
    for (const line of lines) await writeLine(json ? line : readable(JSON.parse(line), why === true));
    for (const message of wrong) complain(message, 2);
    progress.step();
  }
  progress.end();
}

/** A Reading for people: who says what, what people without names did, and what looks wrong. */
function readable({ id, claims, attributions, acts, flags }: Reading, why: boolean): string {
  const said = claims.map(({ text, chain }) => {
    const who = chain.map((link) => link.name).toReversed();
    return `  ${who.length === 0 ? '—' : who.join(' ← ')}: «${oneLine(text)}»`;
  });
  const done = acts.map(actLine);
  const wrong = flags.map(({ message, spans }) => `  ! ${message}: «${spans.map((span) => span.text).join('» «')}»`);
  return [id, ...said, ...done, ...wrong, ...(why ? attributions.map(whyLine) : [])].join('\n');
}

const REASONS: Readonly<Record<ActReason, string>> = { cause: 'السبب', purpose: 'الغاية', pretext: 'الذريعة' };

/** «رجلان من كوسوفو (2، كوسوفي): رفض … — الذريعة: …» */
function actLine({ who, count, nationality, act, reason, reasonKind }: Act): string {
  const told = [count, nationality].filter((part) => part !== null && part !== undefined).join('، ');
  const because =
    reason === undefined || reasonKind === undefined ? '' : ` — ${REASONS[reasonKind]}: ${oneLine(reason.text)}`;
  return `  • ${oneLine(who.text)}${told === '' ? '' : ` (${told})`}: «${oneLine(act.text)}»${because}`;
}

/** The rule that decided, and what it took for cue, source and content. */
function whyLine({ why, cue, source, content }: Attribution): string {
  return `  ? ${why ?? '—'}: «${cue.text}» | ${source === null ? '—' : `«${oneLine(source.text)}»`} | «${oneLine(content.text)}»`;
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ');
}
