import { writeFile } from 'node:fs/promises';
import {
  type BriefingFormat,
  type BriefingLanguage,
  brief,
  everyItem,
  type Hit,
  QueryError,
  type Store,
  search,
  type WithheldKind,
} from '@isnad/casefile';
import { z } from 'zod';
import { Failure } from '../failure.ts';
import { withCase } from '../open.ts';
import { answerBad, lineId, linesOf, understood, writeBytes, writeLine, writeText } from '../streams.ts';

export interface SearchFlags {
  readonly json?: true;
  readonly jsonl?: true;
  readonly limit: number;
}

const question = z.object({ id: lineId, query: z.string() });

/** `isnad search`: one query, or a stream of them. */
export async function searchCommand(folder: string, query: string | undefined, flags: SearchFlags): Promise<void> {
  const { json, jsonl, limit } = flags;
  if (jsonl && query !== undefined) throw new Failure('--jsonl', 'reads queries from standard input, and takes none');
  if (!jsonl && query === undefined) throw new Failure('search', 'give a query, or --jsonl');
  await withCase(folder, async ({ store }) => {
    if (query !== undefined) {
      try {
        for (const hit of await search(store, query, limit))
          await writeLine(json ? JSON.stringify(hit) : readable(hit));
      } catch (error) {
        if (error instanceof QueryError) throw new Failure(`«${query}»`, error.message);
        throw error;
      }
      return;
    }
    for await (const line of linesOf(process.stdin)) {
      const asked = understood(line, question);
      if (asked.kind === 'bad') {
        await answerBad(asked.id, asked.error);
        continue;
      }
      const { id, query: words } = asked.value;
      try {
        await writeLine(JSON.stringify({ id, hits: await search(store, words, limit) }));
      } catch (error) {
        if (!(error instanceof QueryError)) throw error;
        await answerBad(id, error.message);
      }
    }
  });
}

function readable({ document, start, text }: Hit): string {
  return `${document} (${start}): ${text.replace(/\s+/g, ' ')}`;
}

/** `isnad findings`: what weighing found, as one JSON or in short lines. */
export async function findingsCommand(folder: string, { json }: { json?: true }): Promise<void> {
  await withCase(folder, async ({ store }) => {
    if (!json) {
      for await (const { grade, head, claims, routes } of everyItem((page) => store.groups({}, page))) {
        const words = head.text.replace(/\s+/g, ' ');
        await writeLine(`${grade}, ${routes.certain}–${routes.possible} routes, ${claims.length} claims: «${words}»`);
      }
      return;
    }
    // Written a piece at a time: the findings of a large case are larger than any one string should be.
    await writeText('{"groups":[');
    await writeItems(everyItem((page) => store.groups({}, page)));
    await writeText('],"copies":[');
    await writeItems(everyItem((page) => store.copies({}, page)));
    await writeText('],"figures":[');
    await writeItems(everyItem((page) => store.series(page)));
    await writeText('],"flags":[');
    await writeItems(flagsOf(store));
    await writeLine(']}');
  });
}

/** What looks wrong across documents, then inside each. */
async function* flagsOf(store: Store): AsyncGenerator<unknown> {
  yield* everyItem((page) => store.flags(page));
  for await (const { kind, messages, document, start, end, text } of everyItem((page) =>
    store.documentFlags({}, page),
  )) {
    const claim = await store.claimAt(document, start);
    const claims =
      claim === null ? [] : [{ document, claim: claim.id, start: claim.start, end: claim.end, text: claim.text }];
    yield { kind, claims, message: messages, document, span: { start, end, text } };
  }
}

async function writeItems(items: AsyncIterable<unknown>): Promise<void> {
  let first = true;
  for await (const item of items) {
    await writeText(`${first ? '' : ','}${JSON.stringify(item)}`);
    first = false;
  }
}

export interface BriefFlags {
  readonly format: BriefingFormat;
  readonly language: BriefingLanguage;
  readonly withhold?: readonly WithheldKind[];
  /** File for the list of what was left out. */
  readonly withheldList?: string;
}

/** `isnad brief`: the briefing on standard output. */
export async function briefCommand(
  folder: string,
  { format, language, withhold = [], withheldList }: BriefFlags,
): Promise<void> {
  if (format === 'docx' && process.stdout.isTTY)
    throw new Failure('--format docx', 'name a file: isnad brief … > briefing.docx');
  const made = await withCase(folder, (opened) => brief(opened, { format, language, withhold: new Set(withhold) }));
  if (withheldList !== undefined) await writeFile(withheldList, `${JSON.stringify(made.withheld, null, 2)}\n`);
  await writeBytes(made.bytes);
}
