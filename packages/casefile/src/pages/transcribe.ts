import { withTranscription } from '@isnad/intake';
import type { Case } from '../case.ts';
import { hashOf } from '../hashing.ts';
import type { DocumentId } from '../ids.ts';
import { canonical } from '../log/canonical.ts';
import type { CarriedItem, Transcribed } from '../store/records.ts';
import { CaseError } from '../store/store.ts';
import type { Readers } from '../work/readers.ts';
import { intakeDocument } from './page.ts';
import { versionsOf } from './versions.ts';

/** A page as a person has transcribed or corrected it. */
export interface Transcription {
  readonly document: DocumentId;
  /** From 1. */
  readonly page: number;
  /** Its lines as on the page. */
  readonly text: string;
}

/**
 * Keeps a transcription: an original of its own, and of it a new version of the document beside the others. It is made
 * from the newest version, whichever was transcribed, so that the pages of several people come together.
 * @throws CaseError when the case has no such document or page, or nothing was written
 */
export function transcribe(opened: Case, readers: Readers, transcription: Transcription): Promise<Transcribed> {
  // One after another: two made from the same version would each be without the other's page.
  const turn = (turns.get(opened) ?? Promise.resolve()).then(() => keep(opened, readers, transcription));
  const done = turn.then(
    () => {},
    () => {},
  );
  turns.set(opened, done);
  return turn;
}

const turns = new WeakMap<Case, Promise<void>>();

async function keep(opened: Case, readers: Readers, { document, page, text }: Transcription): Promise<Transcribed> {
  if (text.trim() === '') throw new CaseError('the transcription is empty');
  const versions = await versionsOf(opened, document);
  const replaces = versions.at(-1)!;
  const old = await intakeDocument(opened, replaces);
  if (old === null) throw new CaseError(`the case has no document «${document}»`);
  const report = old.pages.find((one) => one.page === page);
  if (report === undefined) throw new CaseError(`the document has no page ${page}`);
  const before = versions.at(-2);
  const changed = withTranscription(old, page, text);
  // Sent twice, as a hurried hand does, it is the version that is there.
  if (before !== undefined && report.by === 'transcription' && changed.text === old.text) {
    return { document: replaces, replaces: before, known: true, reviews: [] };
  }
  const bytes = new TextEncoder().encode(canonical({ transcribes: replaces, page, text: text.toWellFormed() }));
  const hash = hashOf(bytes);
  const { format, documents, unreadable } = await readers.prepare({ kind: 'version', document: changed }, hash);
  const [version] = documents;
  if (version === undefined) throw new CaseError(unreadable[0]?.message ?? 'it could not be read');
  await opened.originals.keep(hash, bytes);
  await opened.originals.settle();
  const original = { hash, size: bytes.length, format };
  const from = { kind: 'transcription', place: replaces } as const;
  await opened.store.keep([{ original, from, documents, unreadable }], opened.stamp());
  return { document: version.id, replaces, known: false, reviews: await carried(opened, version.id) };
}

/** What became of the decisions on the version before. */
async function carried({ store }: Case, version: DocumentId): Promise<readonly CarriedItem[]> {
  const [carry] = (await store.carries({ document: version }, { limit: 1 })).items;
  return carry?.items ?? [];
}
