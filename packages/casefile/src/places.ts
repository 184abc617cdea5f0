import { languageFiles } from '@isnad/reading/load';
import { alternatives, normalKey, rowsOf } from '@isnad/text';
import { documentId } from './ids.ts';
import type { PlaceRecord } from './store/pictures.ts';
import type { Store } from './store/store.ts';

/** Where on the earth the places lie that claims name, as far as the lists of places tell. */

/** What the lists of places know of a name. */
interface Known {
  readonly name: string;
  readonly country: string;
  readonly at: PlaceRecord['at'];
}

/**
 * The places that claims name, those in most claims first, at most `limit`. A name that several places bear, or that
 * the lists do not know, has no place on a map: it is never guessed which one is meant.
 */
export async function placesNamed(store: Store, limit: number): Promise<readonly PlaceRecord[]> {
  const known = knownPlaces();
  const found: PlaceRecord[] = [];
  const written = new Map<string, ReadonlyMap<string, string>>();
  for (const { key, claims, document } of await store.places(limit)) {
    const bearers = known.get(key) ?? [];
    const [first] = bearers;
    if (first !== undefined) {
      const isOne = bearers.every(({ country }) => country === first.country);
      const at = isOne ? (bearers.find((place) => place.at !== null)?.at ?? null) : null;
      found.push({ key, name: first.name, claims, at, lacks: at !== null ? null : isOne ? 'point' : 'one bearer' });
      continue;
    }
    const names = written.get(document) ?? (await namesIn(store, document));
    written.set(document, names);
    found.push({ key, name: names.get(key) ?? key, claims, at: null, lacks: 'entry' });
  }
  return found;
}

/** The places of a document, as it writes them, by their keys. */
async function namesIn(store: Store, id: string): Promise<ReadonlyMap<string, string>> {
  const document = await store.document(documentId.parse(id));
  const names = new Map<string, string>();
  for (const { type, name } of document?.reading.entities ?? []) if (type === 'place') names.set(normalKey(name), name);
  return names;
}

let places: ReadonlyMap<string, readonly Known[]> | undefined;

/** All places of the lists by the keys of their names, countries first; read once a process. */
function knownPlaces(): ReadonlyMap<string, readonly Known[]> {
  places ??= readPlaces();
  return places;
}

function readPlaces(): ReadonlyMap<string, readonly Known[]> {
  const files = languageFiles('ar');
  const known = new Map<string, Known[]>();
  const enter = (names: readonly string[], place: Known): void => {
    for (const name of names) {
      const key = normalKey(name);
      known.set(key, [...(known.get(key) ?? []), place]);
    }
  };
  for (const { id, name, other, lat, lon } of rowsOf(files, 'countries.tsv', ['id', 'name', 'other', 'lat', 'lon'])) {
    enter([name, ...alternatives(other)], { name, country: id, at: pointOf(lat, lon) });
  }
  for (const { name, other, country, lat, lon } of rowsOf(files, 'places.tsv', [
    'name',
    'other',
    'country',
    'lat',
    'lon',
  ])) {
    enter([name, ...alternatives(other)], { name, country, at: pointOf(lat, lon) });
  }
  return known;
}

function pointOf(latitude: string, longitude: string): PlaceRecord['at'] {
  return latitude === '' || longitude === '' ? null : { latitude: Number(latitude), longitude: Number(longitude) };
}
