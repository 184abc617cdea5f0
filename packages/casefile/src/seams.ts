import { Intake, type IntakeResult, type PagesDone, pageFolder } from '@isnad/intake';
import type { ChainLink, Reading } from '@isnad/reading';
import { loadArabic } from '@isnad/reading/load';
import {
  type CaseFlag,
  CaseView,
  type CopyPair,
  copies,
  type FigureSeries,
  type Finding,
  FoundBefore,
  type Group,
  type KnownGroup,
  type Related,
  relate as relateIn,
  Weigher,
} from '@isnad/weighing';
import { loadWeighingArabic } from '@isnad/weighing/load';
import { DecidedConflicts } from './work/decided-findings.ts';
import { DecidedStore } from './work/decided-store.ts';
import type { Judgements } from './work/judgements.ts';

/**
 * The one place where the rooms before the case file are joined to it: its shape is what the case file, the server and
 * the command rely on.
 */

/** The door through which files become text. */
export interface IntakeDoor {
  /**
   * A file, by its bytes or its place on disk, becomes documents; `name` is the file's, without its folders. Never
   * rejects for what is in the file: that is told in `unreadable`.
   */
  read(file: Uint8Array | string, name: string, onPages?: PagesDone): Promise<IntakeResult>;
  /** The picture of a page, as PNG; null when there is none. `part` is where the document lies in its file. */
  pageImage(file: Uint8Array | string, name: string, part: string | null, page: number): Promise<Uint8Array | null>;
  /** The documents of an original, named by the SHA-256 of its bytes, are kept: nothing of it is needed again. */
  kept(original: string): Promise<void>;
  /** Ends what the door has started. */
  close(): void;
}

/** Pixels across a page's picture: enough to read handwriting beside its transcription. */
const PAGE_WIDTH = 1600;

/**
 * Intake, with its parsers in processes of their own.
 * @param pages folder in which recognised pages wait until their document is kept, so that a long bundle that was broken
 *   off goes on where it was; without one it begins anew
 */
export function openIntake(pages?: string): IntakeDoor {
  const folder = pages === undefined ? undefined : pageFolder(pages);
  const intake = new Intake(folder === undefined ? {} : { pages: folder });
  return {
    read: (file, name, onPages) => intake.read(file, name, onPages),
    pageImage: (file, name, part, page) =>
      intake.pageImage(file, { part, page, width: PAGE_WIDTH }, name).catch(() => null),
    kept: async (original) => folder?.forget(original),
    close: () => intake.close(),
  };
}

/** One thing that weighing found. */
export type FoundOne =
  | { readonly kind: 'group'; readonly finding: Group }
  | { readonly kind: 'copy'; readonly finding: CopyPair }
  | { readonly kind: 'series'; readonly finding: FigureSeries }
  | { readonly kind: 'flag'; readonly finding: CaseFlag }
  /** The id of a group that is as it was found before. */
  | { readonly kind: 'known'; readonly finding: string };

/** What was found, one after another. */
export interface Found {
  /** The first copies, so many of them, that were found before and are not told again; null where all is told. */
  readonly copies: number | null;
  readonly findings: AsyncGenerator<FoundOne>;
}

/** A weighing under way: Readings go in one after another, findings come out one after another. */
export interface Weighing {
  /** @returns false for a Reading whose id another has that is in */
  add(reading: Reading): Promise<boolean>;
  /**
   * Takes back the Readings from a place on, in the order in which they came in.
   * @returns false, and all stay, where that is too far back
   */
  rewind(readings: number): boolean;
  /**
   * All that there is to find: series, then groups, copies and flags. More Readings can go in after that.
   * @param judgements what people decided across documents
   * @param known whether whoever asks has all that was found when this was asked last: then that is not told again
   */
  findings(judgements: Judgements, known: boolean): Promise<Found>;
}

/** @param alone keys of sources that are nobody else's, whoever they look like */
export function weighing(alone: Judgements['alone']): Weighing {
  const language = loadWeighingArabic();
  const store = new DecidedStore(alone);
  const weigher = new Weigher(store, language);
  let before = new FoundBefore();
  return {
    async add(reading) {
      store.unsettle();
      store.expect(reading);
      return (await weigher.add(reading)) !== null;
    },
    rewind(readings) {
      store.unsettle();
      return store.rewind(readings);
    },
    async findings(judgements, known) {
      await store.settle(judgements);
      const conflicts = await DecidedConflicts.of(judgements, (key) => store.refTo(key));
      const changed = store.takeAffected((claims) => before.setAgainst(claims));
      const affected = known ? changed : null;
      if (affected === null) before = new FoundBefore();
      const findings = new CaseView(store, language).findingsSince(before, affected);
      return { copies: affected?.copies ?? null, findings: decided(findings, conflicts) };
    },
  };
}

async function* decided(
  findings: AsyncIterable<Finding | KnownGroup>,
  conflicts: DecidedConflicts,
): AsyncGenerator<FoundOne> {
  for await (const found of findings) {
    if (found.kind === 'group') yield { kind: 'group', finding: conflicts.group(found.group) };
    else if (found.kind === 'copies') yield { kind: 'copy', finding: found.pair };
    else if (found.kind === 'series') yield { kind: 'series', finding: conflicts.series(found.series) };
    else if (found.kind === 'flag') yield { kind: 'flag', finding: found.flag };
    else yield { kind: 'known', finding: found.id };
  }
}

export type { Related };

/** How the words of two claims stand to each other. */
export function relate(a: string, b: string): Related {
  return relateIn(a, b, loadWeighingArabic(), loadArabic());
}

/** The pairs of documents that share text. */
export function copiesOf(documents: ReadonlyArray<{ readonly id: string; readonly text: string }>): CopyPair[] {
  return copies(documents, loadWeighingArabic());
}

/** Whether the words for a source say who it is: a name, or papers that can be told from others. */
export function isNamed(name: string, reading: Reading, link: ChainLink | null): boolean {
  const { sources } = loadWeighingArabic();
  const entity = link === null ? undefined : reading.entities.find(({ id }) => id === link.entity);
  const type = link === null ? 'media' : (entity?.type ?? null);
  const words = [entity?.name ?? name, name, ...(entity?.aliases ?? [])];
  const key = [type, ...words].join('\n');
  const known = saidOf.get(key);
  if (known !== undefined) return known;
  const naming = sources.read(words[0] ?? name, type, words.slice(1));
  const said = naming.kind !== 'described' || naming.definite;
  if (saidOf.size >= MOST_NAMES) saidOf.clear();
  saidOf.set(key, said);
  return said;
}

/** What was said of names asked about last: the same few make most of a press. */
const saidOf = new Map<string, boolean>();
const MOST_NAMES = 50_000;
