import type { Reading } from '@isnad/reading';
import { z } from 'zod';
import { isNamed } from '../seams.ts';
import { sourceKey } from '../sources.ts';
import type { StoredDocument } from '../store/records.ts';
import { everyItem, type Store } from '../store/store.ts';
import { Forms, type FoundForm } from './forms.ts';
import { type Redacted, type Replacement, redactedText } from './redacted.ts';
import { nameWords } from './words.ts';

/**
 * Leaving names out of what goes from hand to hand. Who is one person under several names in one document is one in the
 * case; each goes by the same number in every export, in the order in which the case met them.
 *
 * A name of several words, and a word that is nothing but a name («الصفصاف»), is left out wherever it stands. A word that
 * is an ordinary one, too («الوزير», «علي»), says who is meant only in the documents in which reading took it for somebody.
 */

export const withheldKind = z.enum(['people', 'places', 'sources']);
export type WithheldKind = z.infer<typeof withheldKind>;

/** One that is left out, and under which forms. */
export interface Withheld {
  readonly kind: WithheldKind;
  /** From 1, apart for each kind. */
  readonly number: number;
  readonly forms: readonly string[];
  /** Those of the forms that are ordinary words, too, and left out only in documents where they were found as names. */
  readonly onlyWhereFound: readonly string[];
}

/** How a kind of names is called in the language of the export: «[شخص 3]». */
export type SayWithheld = (kind: WithheldKind, number: number) => string;

/** Thrown when a name stands in an export that leaves it out. */
export class NameLeft extends Error {
  override readonly name = 'NameLeft';
}

interface Entry {
  readonly kind: WithheldKind;
  readonly number: number;
  readonly forms: Set<string>;
  readonly onlyWhereFound: Set<string>;
}

/** One name of a document, under all its forms in it. */
interface Named {
  readonly kind: WithheldKind;
  readonly forms: readonly string[];
  /** False for «مسؤولون» and the like: no word of it is a name elsewhere. */
  readonly named: boolean;
}

/** Marks that a word may be written with or without: its letters stay apart, as normal forms don't keep them. */
const MARKS = /[\u0640\u064b-\u065f\u0670]/g;

export class Withholding {
  readonly #say: SayWithheld;
  readonly #words = nameWords();
  /** Names of several words, and words that are nothing but names: left out wherever they stand. */
  readonly #names = this.#forms();
  readonly #lone = this.#forms();
  /** Names of a single word by the document that says so. */
  readonly #byDocument = new Map<string, Forms<Entry>>();
  /** Ordinary words, for what is said of several documents. */
  readonly #ordinary = this.#forms();
  readonly #counts = { people: 0, places: 0, sources: 0 };
  readonly #used = new Set<Entry>();

  private constructor(say: SayWithheld) {
    this.#say = say;
  }

  /** Learns the names of a case. */
  static async of(store: Store, kinds: ReadonlySet<WithheldKind>, say: SayWithheld): Promise<Withholding> {
    const withholding = new Withholding(say);
    for await (const { id } of everyItem((page) => store.documents(page), 500)) {
      const document = await store.document(id);
      if (document === null) continue;
      for (const named of namesOf(document, kinds)) withholding.#enter(id, named);
    }
    return withholding;
  }

  #forms(): Forms<Entry> {
    return new Forms<Entry>(this.#words.nominatives);
  }

  #enter(document: string, { kind, forms, named }: Named): void {
    const everywhere = forms.filter((form) => isLong(form) || (named && !this.#isOrdinary(form)));
    // One word may be the name of many people: it tells which one in its document only.
    const telling = kind === 'people' ? everywhere.filter(isLong) : everywhere;
    const known = telling
      .map((form) => this.#names.of(form) ?? this.#lone.of(form))
      .find((entry) => entry?.kind === kind);
    const entry = known ?? { kind, number: ++this.#counts[kind], forms: new Set(), onlyWhereFound: new Set() };
    const here = this.#byDocument.get(document) ?? this.#forms();
    this.#byDocument.set(document, here);
    for (const form of forms) {
      entry.forms.add(form);
      if (isLong(form)) {
        this.#names.enter(form, entry);
        continue;
      }
      here.enter(form, entry);
      if (everywhere.includes(form)) this.#lone.enter(form, entry);
      else {
        entry.onlyWhereFound.add(form);
        if (named) this.#ordinary.enter(form, entry);
      }
    }
  }

  #isOrdinary(form: string): boolean {
    return this.#words.ordinary.has(sourceKey(form));
  }

  /** A text of a document, or one about several (null), with no name in it. */
  clean(text: string, document: string | null): string {
    return this.redact(text, document).text;
  }

  /** The same, with the way of each place of the text into what is left of it. */
  redact(text: string, document: string | null): Redacted {
    const here = document === null ? undefined : this.#byDocument.get(document);
    const hits: FoundForm<Entry>[] = [];
    const take = (found: readonly FoundForm<Entry>[]): void => {
      for (const hit of found) if (!hits.some((one) => one.start < hit.end && hit.start < one.end)) hits.push(hit);
    };
    take(this.#names.findIn(text));
    if (here !== undefined) take(here.findIn(text));
    take(this.#lone.findIn(text));
    if (document === null) take(this.#ordinary.findIn(text).filter((hit) => standsAsWritten(text, hit)));
    return redactedText(
      text,
      hits.map((hit) => this.#replacement(hit)),
    );
  }

  #replacement({ start, end, value }: FoundForm<Entry>): Replacement {
    this.#used.add(value);
    return { start, end, by: this.#say(value.kind, value.number) };
  }

  /** What was left out so far. */
  get withheld(): Withheld[] {
    return [...this.#used]
      .map(({ kind, number, forms, onlyWhereFound }) => ({
        kind,
        number,
        forms: [...forms].toSorted(),
        onlyWhereFound: [...onlyWhereFound].toSorted(),
      }))
      .toSorted((a, b) => (a.kind === b.kind ? a.number - b.number : a.kind < b.kind ? -1 : 1));
  }

  /**
   * Looks through what goes out for every name that is left out everywhere, in whatever spelling and with whatever is
   * written on to it.
   * @throws NameLeft when one stands there
   */
  check(output: string): void {
    const left = this.#names.findIn(output)[0] ?? this.#lone.findIn(output)[0];
    if (left !== undefined) throw new NameLeft(`a withheld name stands at ${left.start} of the export`);
  }
}

function isLong(form: string): boolean {
  return sourceKey(form).includes(' ');
}

/** In a sentence of ours, «على» is no spelling of «علي». */
function standsAsWritten(text: string, { start, end, value }: FoundForm<Entry>): boolean {
  const letters = text.slice(start, end).replace(MARKS, '');
  return [...value.forms].some((form) => form.replace(MARKS, '') === letters);
}

const KINDS: { readonly [type: string]: WithheldKind } = { person: 'people', place: 'places' };

/** The names of one document, each one's forms together. */
function namesOf({ reading, record }: StoredDocument, kinds: ReadonlySet<WithheldKind>): Named[] {
  const names: Named[] = [];
  for (const { id, type, name, aliases } of reading.entities) {
    const kind = KINDS[type];
    if (kind === undefined || !kinds.has(kind)) continue;
    const written = reading.mentions.filter(({ entity }) => entity === id).map(({ text }) => text);
    names.push({ kind, forms: [...new Set([name, ...aliases, ...written])], named: true });
  }
  if (kinds.has('people') && record.author !== null)
    names.push({ kind: 'people', forms: [record.author], named: true });
  if (kinds.has('sources')) names.push(...sourcesIn(reading));
  return names;
}

function sourcesIn(reading: Reading): Named[] {
  const sources = new Map<string, boolean>();
  for (const { chain } of reading.claims) {
    for (const link of chain) sources.set(link.name, isNamed(link.name, reading, link));
  }
  if (reading.outlet !== null) sources.set(reading.outlet, true);
  return [...sources].map(([name, named]) => ({ kind: 'sources', forms: [name], named }));
}
