import type { Attribution, ChainLink, Reading } from '@isnad/reading';
import type { Spelling, TellerRecord } from '../store/store.ts';
import { likenessOf } from './identity.ts';
import type { Naming, SourceNames } from './naming.ts';

/** The sources of one document: by link of a chain and for its outlet. */
export interface DocumentTellers {
  /** Sources that are new or changed. */
  readonly records: readonly TellerRecord[];
  readonly outlet: string | null;
  /** The id of a link's source. */
  idOf(link: ChainLink): string;
}

/** Sounds under which the sources of a document are to be looked up among those of the case. */
export function soundsOf(reading: Reading, names: SourceNames): string[] {
  const sounds = new Set<string>();
  const add = (naming: Naming) => {
    if (naming.kind === 'named') for (const word of naming.words) sounds.add(word.sounds);
  };
  for (const link of linksOf(reading).values()) add(namingOf(link, reading, names));
  if (reading.outlet !== null) add(names.read(reading.outlet, 'media'));
  return [...sounds];
}

/**
 * Tells the sources of a document apart and finds them among those of the case. A source that is surely one of those
 * takes its id; where it is but likely, both keep theirs and each names the other as perhaps the same.
 * @param known the sources of the case that share a sound with one of the document's
 */
export function tellersOf(
  reading: Reading,
  documentNumber: number,
  known: readonly TellerRecord[],
  names: SourceNames,
): DocumentTellers {
  const book = new TellerBook(known, documentNumber);
  const ids = new Map<string, string>();
  for (const [key, link] of linksOf(reading)) ids.set(key, book.add(namingOf(link, reading, names)));
  const outlet = reading.outlet === null ? null : book.add(names.read(reading.outlet, 'media'));
  return { records: book.changed(), outlet, idOf: (link) => ids.get(keyOf(link))! };
}

function linksOf(reading: Reading): Map<string, ChainLink> {
  const links = new Map<string, ChainLink>();
  for (const { chain } of reading.claims) for (const link of chain) links.set(keyOf(link), link);
  return links;
}

function keyOf(link: ChainLink): string {
  return link.entity === null ? `name ${link.name}` : `entity ${link.entity}`;
}

/** Reads a link from its entity's names and from the words in which the document credits it. */
function namingOf(link: ChainLink, reading: Reading, names: SourceNames): Naming {
  const entity = reading.entities.find(({ id }) => id === link.entity);
  const credited = reading.attributions.filter(
    ({ id, entity: of }) => id === link.attribution || (of !== null && of === link.entity),
  );
  const words = credited.flatMap(({ source, resolved }: Attribution) => [source?.text ?? '', resolved ?? '']);
  return names.read(entity?.name ?? link.name, entity?.type ?? null, [link.name, ...(entity?.aliases ?? []), ...words]);
}

class TellerBook {
  private readonly records = new Map<string, TellerRecord>();
  private readonly touched = new Set<string>();
  private readonly document: number;

  constructor(known: readonly TellerRecord[], document: number) {
    for (const record of known) this.records.set(record.id, record);
    this.document = document;
  }

  /** The id of a source, which is kept if it is new. */
  add(naming: Naming): string {
    switch (naming.kind) {
      case 'described':
        // Nobody else's: «مصدر» in one document is not «مصدر» in another.
        return this.keep({
          ...EMPTY,
          id: `described:${this.document}:${naming.name}`,
          name: naming.name,
          named: naming.definite,
        });
      case 'listed':
        return this.keep({ ...EMPTY, id: naming.id, name: naming.name, state: naming.state });
      case 'named':
        return this.addName(naming);
    }
  }

  private addName({ name, words, state }: Extract<Naming, { kind: 'named' }>): string {
    const perhaps: string[] = [];
    for (const record of this.records.values()) {
      const likeness = likenessOf(words, record.words);
      if (likeness === 'same') {
        return this.keep({ ...record, ...spelled(record.spellings, name), state: record.state ?? state });
      }
      if (likeness === 'perhaps') perhaps.push(record.id);
    }
    const id = this.keep({
      ...EMPTY,
      id: `name:${words.map(({ key }) => key).join(' ')}`,
      ...spelled([], name),
      words,
      state,
      perhaps,
    });
    for (const other of perhaps) {
      const record = this.records.get(other)!;
      if (!record.perhaps.includes(id)) this.keep({ ...record, perhaps: [...record.perhaps, id] });
    }
    return id;
  }

  private keep(record: TellerRecord): string {
    const known = this.records.get(record.id);
    const kept = known === undefined ? record : { ...known, ...record, state: record.state ?? known.state };
    this.records.set(record.id, kept);
    this.touched.add(record.id);
    return record.id;
  }

  changed(): TellerRecord[] {
    return Array.from(this.touched, (id) => this.records.get(id)!);
  }
}

/** The spellings with one more, and the one that most documents have; the first of equals. */
function spelled(known: readonly Spelling[], name: string): Pick<TellerRecord, 'name' | 'spellings'> {
  const spellings = known.some((one) => one.name === name)
    ? known.map((one) => (one.name === name ? { ...one, documents: one.documents + 1 } : one))
    : [...known, { name, documents: 1 }];
  const most = spellings.reduce((best, one) => (one.documents > best.documents ? one : best));
  return { name: most.name, spellings };
}

const EMPTY: TellerRecord = { id: '', name: '', spellings: [], named: true, words: [], state: null, perhaps: [] };
