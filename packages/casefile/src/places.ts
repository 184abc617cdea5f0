import { languageFiles } from '@isnad/reading/load';
import { alternatives, normalKey, rowsOf } from '@isnad/text';
import { documentId } from './ids.ts';
import type { PlaceRecord } from './store/pictures.ts';
import type { Store } from './store/store.ts';

/** Where on the earth the places lie that claims name, as far as the lists of places tell. */

/** A row of the lists of places. */
interface Listed {
  readonly name: string;
  /** Keys of all its names, that of `name` first. */
  readonly names: readonly string[];
  readonly country: string;
  readonly at: PlaceRecord['at'];
}

/**
 * The places that claims name, those in most claims first, at most `limit`. A name that several places bear, or that
 * the lists do not know, has no place on a map: it is never guessed which one is meant.
 */
export async function placesNamed(store: Store, limit: number): Promise<readonly PlaceRecord[]> {
  const found = new Map<string, PlaceRecord>();
  const written = new Map<string, ReadonlyMap<string, string>>();
  for (const { key, claims, document } of await store.places(limit)) {
    const known = knownPlace(key);
    const id = known?.names[0] ?? key;
    const before = found.get(id);
    if (before !== undefined) {
      found.set(id, { ...before, claims: before.claims + claims });
    } else if (known === null) {
      const names = written.get(document) ?? (await namesIn(store, document));
      written.set(document, names);
      found.set(id, { key, name: names.get(key) ?? key, claims, at: null, lacks: 'entry' });
    } else {
      const { name, at, isOne } = known;
      found.set(id, { key, name, claims, at, lacks: at !== null ? null : isOne ? 'point' : 'one bearer' });
    }
  }
  return [...found.values()].sort((a, b) => b.claims - a.claims);
}

/** Keys of all the names of a place: who asks for «سوريا» asks for «سورية». */
export function namesOfPlace(key: string): readonly string[] {
  return knownPlace(key)?.names ?? [key];
}

interface KnownPlace extends Pick<PlaceRecord, 'name' | 'at'> {
  /** Keys; the name itself alone where several places bear it. */
  readonly names: readonly string[];
  /** False where several places bear the name. */
  readonly isOne: boolean;
}

/** What the lists tell of a name. A country and its capital may share one: they are near enough to be one place. */
function knownPlace(key: string): KnownPlace | null {
  const bearers = listed().get(key) ?? [];
  const [first] = bearers;
  if (first === undefined) return null;
  if (bearers.some(({ country }) => country !== first.country)) {
    return { name: first.name, names: [key], at: null, isOne: false };
  }
  const at = bearers.find((place) => place.at !== null)?.at ?? null;
  return { name: first.name, names: bearers.length === 1 ? first.names : [key], at, isOne: true };
}

/** The places of a document, as it writes them, by their keys. */
async function namesIn(store: Store, id: string): Promise<ReadonlyMap<string, string>> {
  const document = await store.document(documentId.parse(id));
  const names = new Map<string, string>();
  for (const { type, name } of document?.reading.entities ?? []) if (type === 'place') names.set(normalKey(name), name);
  return names;
}

let lists: ReadonlyMap<string, readonly Listed[]> | undefined;

/** All places of the lists by the keys of their names, countries first; read once a process. */
function listed(): ReadonlyMap<string, readonly Listed[]> {
  lists ??= readLists();
  return lists;
}

function readLists(): ReadonlyMap<string, readonly Listed[]> {
  const files = languageFiles('ar');
  const known = new Map<string, Listed[]>();
  const enter = (name: string, other: string, country: string, at: PlaceRecord['at']): void => {
    const names = [name, ...alternatives(other)].map(normalKey);
    for (const key of names) known.set(key, [...(known.get(key) ?? []), { name, names, country, at }]);
  };
  for (const { id, name, other, lat, lon } of rowsOf(files, 'countries.tsv', ['id', 'name', 'other', 'lat', 'lon'])) {
    enter(name, other, id, pointOf(lat, lon));
  }
  const columns = ['name', 'other', 'country', 'lat', 'lon'] as const;
  for (const { name, other, country, lat, lon } of rowsOf(files, 'places.tsv', columns)) {
    enter(name, other, country, pointOf(lat, lon));
  }
  return known;
}

function pointOf(latitude: string, longitude: string): PlaceRecord['at'] {
  return latitude === '' || longitude === '' ? null : { latitude: Number(latitude), longitude: Number(longitude) };
}
