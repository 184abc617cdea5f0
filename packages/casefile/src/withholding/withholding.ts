import type { Reading } from '@isnad/reading';
import { z } from 'zod';
import { sourceKey } from '../sources.ts';
import { everyItem, type Store } from '../store/store.ts';
import { Forms } from './forms.ts';

/**
 * Leaving names out of what goes from hand to hand. Who is one person under several names in one document is one in the
 * case; each goes by the same number in every export, in the order in which the case met them.
 */

export const withheldKind = z.enum(['people', 'places', 'sources']);
export type WithheldKind = z.infer<typeof withheldKind>;

/** One that is left out, and under which forms. */
export interface Withheld {
  readonly kind: WithheldKind;
  /** From 1, apart for each kind. */
  readonly number: number;
  readonly forms: readonly string[];
}

/** How a kind of names is called in the language of the export: «[شخص 3]». */
export type SayWithheld = (kind: WithheldKind, number: number) => string;

/** Thrown when a name stands in an export that leaves it out. */
export class NameLeft extends Error {
  override readonly name = 'NameLeft';
}

interface Entry {
  readonly kind: WithheldKind;
  number: number;
  readonly forms: Set<string>;
}

export class Withholding {
  readonly #say: SayWithheld;
  /** Names of several words: nobody else's. */
  readonly #names = new Forms<Entry>();
  /** Single words are names only where their document says so: «علي» is a name here and a spelling of «على» there. */
  readonly #words = new Map<string, Forms<Entry>>();
  readonly #everyWord = new Forms<Entry>();
  readonly #used = new Set<Entry>();

  private constructor(say: SayWithheld) {
    this.#say = say;
  }

  /** Learns the names of a case. */
  static async of(store: Store, kinds: ReadonlySet<WithheldKind>, say: SayWithheld): Promise<Withholding> {
    const withholding = new Withholding(say);
    const counts = { people: 0, places: 0, sources: 0 };
    for await (const { id } of everyItem((page) => store.documents(page), 500)) {
      const document = await store.document(id);
      if (document === null) continue;
      for (const { kind, forms } of namesOf(document.reading, kinds)) withholding.#enter(id, kind, forms, counts);
    }
    return withholding;
  }

  #enter(
    document: string,
    kind: WithheldKind,
    forms: readonly string[],
    counts: { [kind in WithheldKind]: number },
  ): void {
    const whole = forms.filter(isLong);
    const known = whole.map((form) => this.#names.of(form)).find((entry) => entry !== undefined);
    const words = this.#words.get(document) ?? new Forms<Entry>();
    this.#words.set(document, words);
    // A single word alone says who it is in its document only.
    const entry = known ?? { kind, number: ++counts[kind], forms: new Set<string>() };
    for (const form of forms) {
      entry.forms.add(form);
      if (isLong(form)) this.#names.enter(form, entry);
      else {
        words.enter(form, entry);
        this.#everyWord.enter(form, entry);
      }
    }
  }

  /** A text of a document, or one about several (null), with no name in it. */
  clean(text: string, document: string | null): string {
    const words = document === null ? this.#everyWord : this.#words.get(document);
    return this.#replaced(this.#replaced(text, this.#names), words);
  }

  #replaced(text: string, forms: Forms<Entry> | undefined): string {
    if (forms === undefined) return text;
    let clean = '';
    let at = 0;
    for (const { start, end, value } of forms.findIn(text)) {
      this.#used.add(value);
      clean += text.slice(at, start) + this.#say(value.kind, value.number);
      at = end;
    }
    return clean + text.slice(at);
  }

  /** What was left out so far. */
  get withheld(): Withheld[] {
    return [...this.#used]
      .map(({ kind, number, forms }) => ({ kind, number, forms: [...forms].toSorted() }))
      .toSorted((a, b) => (a.kind === b.kind ? a.number - b.number : a.kind < b.kind ? -1 : 1));
  }

  /**
   * Looks through what goes out for every name of several words.
   * @throws NameLeft when one stands there
   */
  check(output: string): void {
    const [left] = this.#names.findIn(output);
    if (left !== undefined) throw new NameLeft(`a withheld name stands at ${left.start} of the export`);
  }
}

function isLong(form: string): boolean {
  return sourceKey(form).includes(' ');
}

const KINDS: { readonly [type: string]: WithheldKind } = { person: 'people', place: 'places' };

/** The names of one document, each one's forms together. */
function namesOf(
  { entities, mentions, claims, outlet }: Reading,
  kinds: ReadonlySet<WithheldKind>,
): Array<{ kind: WithheldKind; forms: string[] }> {
  const names: Array<{ kind: WithheldKind; forms: string[] }> = [];
  for (const { id, type, name, aliases } of entities) {
    const kind = KINDS[type];
    if (kind === undefined || !kinds.has(kind)) continue;
    const written = mentions.filter(({ entity }) => entity === id).map(({ text }) => text);
    names.push({ kind, forms: [...new Set([name, ...aliases, ...written])] });
  }
  if (kinds.has('sources')) {
    const sources = new Set(claims.flatMap(({ chain }) => chain.map(({ name }) => name)));
    if (outlet !== null) sources.add(outlet);
    for (const name of sources) names.push({ kind: 'sources', forms: [name] });
  }
  return names;
}
