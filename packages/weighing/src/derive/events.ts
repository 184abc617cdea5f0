import type { Lexicon } from '../relate/lexicon.ts';
import { isSameTopic, NEAR } from '../topic.ts';
import { type Stand, sharedTelling, tellingKeys } from './figure-conflicts.ts';

/** Documents of an event that another is compared with. */
const EVENT_DOCUMENTS = 12;

interface Event {
  readonly stands: Stand[];
  /** Of its first documents. */
  readonly topics: Int32Array[];
}

/**
 * Parts the figures by the events that they are told of: a document is of an event where it is about what one of the
 * event's first documents is about, or where claims of theirs tie them.
 */
export function byEvent(stands: readonly Stand[], lexicon: Lexicon): Stand[][] {
  const events: Event[] = [];
  const eventOf = new Map<number, Event>();
  for (const stand of stands) {
    const { number, topic } = stand.document;
    const known = eventOf.get(number);
    const event = known ?? events.find(({ topics }) => topics.some((other) => isSameTopic(other, topic)));
    const own = event ?? { stands: [], topics: [] };
    if (event === undefined) events.push(own);
    if (known === undefined && own.topics.length < EVENT_DOCUMENTS) own.topics.push(topic);
    own.stands.push(stand);
    eventOf.set(number, own);
  }
  const merge = (x: Stand, y: Stand) => {
    const [into, from] = [eventOf.get(x.document.number)!, eventOf.get(y.document.number)!];
    if (into === from) return;
    into.stands.push(...from.stands);
    for (const { document } of from.stands) eventOf.set(document.number, into);
    events.splice(events.indexOf(from), 1);
  };
  for (const [x, y] of tiedStands(stands, lexicon)) merge(x, y);
  return events.flatMap((event) =>
    event.stands[0]!.figure.kind === 'money' ? byMatter(event.stands, lexicon) : [event.stands],
  );
}

/** Sums of one currency measure one thing only where they speak of one: a cost of repair is no aid to a family. */
function byMatter(stands: readonly Stand[], lexicon: Lexicon): Stand[][] {
  const matters: Stand[][] = [];
  for (const stand of stands) {
    const own = matters.find((matter) =>
      matter.slice(0, EVENT_DOCUMENTS).some((other) => sharedTelling(other, stand, lexicon) >= 2),
    );
    if (own === undefined) matters.push([stand]);
    else own.push(stand);
  }
  return matters;
}

/** Stands that are looked at under one word, or one origin, the last ones. */
const TIED = 4;

/**
 * Pairs of stands that share two telling words beside the measure and somebody named who says it, or something of what
 * their documents are about.
 */
function* tiedStands(stands: readonly Stand[], lexicon: Lexicon): Generator<readonly [Stand, Stand]> {
  const last = new Map<string | number, Stand[]>();
  for (const stand of stands) {
    const origin = stand.claim.chain.at(-1);
    const named = origin === undefined || origin.startsWith('described:') ? [] : [origin];
    const seen = new Set<Stand>();
    for (const key of [...named, ...tellingKeys(stand, lexicon)]) {
      const before = last.get(key) ?? [];
      for (const other of before) seen.add(other);
      last.set(key, [...before.slice(1 - TIED), stand]);
    }
    for (const other of seen) {
      const tied =
        isSameTopic(other.document.topic, stand.document.topic, NEAR) ||
        (origin !== undefined && named.length > 0 && other.claim.chain.at(-1) === origin);
      if (tied && sharedTelling(other, stand, lexicon) >= 2) yield [other, stand];
    }
  }
}
