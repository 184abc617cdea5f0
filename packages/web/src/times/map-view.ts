import type { PlaceRecord } from '@isnad/server/api';
import { type GeoProjection, geoMercator } from 'd3-geo';

/** Where the map looks, and where the places stand in it. Pure geometry; pixels from the top left in both frames. */

export interface LocatedPlace extends PlaceRecord {
  readonly at: NonNullable<PlaceRecord['at']>;
}

export interface Spot {
  readonly place: LocatedPlace;
  readonly x: number;
  readonly y: number;
  /** Pixels. */
  readonly radius: number;
  /** Whether it has room for its name and for a finger; else the list beside the map leads to it. */
  readonly named: boolean;
  /** Of the spot, where the name stands; the same in both frames, as the map is. */
  readonly side: 'left' | 'right';
}

export interface MapView {
  readonly projection: GeoProjection;
  /** Those inside the view, the heaviest first. */
  readonly spots: readonly Spot[];
  /** Places that lie outside of it. */
  readonly outside: number;
}

/** Of all claims that name a place: these many lie in the view that shows where most happens. */
const MOST = 0.85;
/** Degrees of latitude that the view holds at least, so that a place is seen in its country. */
const LEAST = 9;
/** Degrees within which all places are near each other. */
const NEAR = 15;
const MARGIN = 48;

/** Places that have a point. */
export function located(places: readonly PlaceRecord[]): LocatedPlace[] {
  return places.flatMap((place) => (place.at === null ? [] : [{ ...place, at: place.at }]));
}

/** @param isWhole all places, instead of where most of what is said lies */
export function mapView(
  places: readonly LocatedPlace[],
  { width, height }: { readonly width: number; readonly height: number },
  isWhole: boolean,
): MapView {
  const near = isWhole ? places : nearest(places);
  const projection = fitted(near, width, height);
  const most = Math.max(1, ...places.map(({ claims }) => claims));
  const taken: Box[] = [];
  const spots: Spot[] = [];
  for (const place of places.toSorted((a, b) => b.claims - a.claims)) {
    const [x, y] = projection([place.at.longitude, place.at.latitude]) ?? [-1, -1];
    if (x < 0 || y < 0 || x > width || y > height) continue;
    const radius = 4 + 10 * Math.sqrt(place.claims / most);
    const length = place.name.length * LETTER;
    const side = x + radius + GAP + length > width ? 'left' : 'right';
    const start = side === 'left' ? x - radius - GAP - length : x + radius + GAP;
    const name = { left: start, right: start + length, top: y - LINE / 2, bottom: y + LINE / 2 };
    const reach = Math.max(radius, TARGET);
    const spot = { left: x - reach, right: x + reach, top: y - reach, bottom: y + reach };
    const named = !taken.some((other) => meets(name, other) || meets(spot, other));
    taken.push(spot, ...(named ? [name] : []));
    spots.push({ place, x, y, radius, named, side });
  }
  return { projection, spots, outside: places.length - spots.length };
}

/** The places round the middle of all that is said: those that are named most, and near each other. */
function nearest(places: readonly LocatedPlace[]): readonly LocatedPlace[] {
  if (spread(places.map(({ at }) => at.latitude)) < NEAR && spread(places.map(({ at }) => at.longitude)) < NEAR)
    return places;
  const all = places.reduce((sum, { claims }) => sum + claims, 0);
  const latitude = middle(places, ({ at }) => at.latitude);
  const longitude = middle(places, ({ at }) => at.longitude);
  const inOrder = places.toSorted(
    (a, b) =>
      Math.hypot(a.at.latitude - latitude, a.at.longitude - longitude) -
      Math.hypot(b.at.latitude - latitude, b.at.longitude - longitude),
  );
  let sum = 0;
  return inOrder.filter(({ claims }) => {
    const isNear = sum < all * MOST;
    sum += claims;
    return isNear;
  });
}

/** The median, each place as often as claims name it. */
function middle(places: readonly LocatedPlace[], of: (place: LocatedPlace) => number): number {
  const inOrder = places.toSorted((a, b) => of(a) - of(b));
  const half = inOrder.reduce((sum, { claims }) => sum + claims, 0) / 2;
  let sum = 0;
  for (const place of inOrder) {
    sum += place.claims;
    if (sum >= half) return of(place);
  }
  return 0;
}

function spread(degrees: readonly number[]): number {
  return Math.max(...degrees) - Math.min(...degrees);
}

function fitted(places: readonly LocatedPlace[], width: number, height: number): GeoProjection {
  const latitudes = places.map(({ at }) => at.latitude);
  const longitudes = places.map(({ at }) => at.longitude);
  const [south, north] = widened(latitudes);
  const [west, east] = widened(longitudes);
  const corners: [number, number][] = [
    [west, south],
    [east, north],
  ];
  return geoMercator()
    .fitExtent(
      [
        [MARGIN, MARGIN],
        [width - MARGIN, height - MARGIN],
      ],
      { type: 'MultiPoint', coordinates: corners },
    )
    .clipExtent([
      [-2, -2],
      [width + 2, height + 2],
    ]);
}

function widened(degrees: readonly number[]): [number, number] {
  const [low, high] = degrees.length === 0 ? [15, 40] : [Math.min(...degrees), Math.max(...degrees)];
  const more = Math.max(0, LEAST - (high - low)) / 2;
  return [low - more, high + more];
}

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Pixels that a letter of a name takes on average, the height of its line, and between it and its spot. */
const LETTER = 7.5;
const LINE = 22;
/** Half of what a finger needs. */
const TARGET = 12;
const GAP = 4;

function meets(one: Box, other: Box): boolean {
  return one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
}
