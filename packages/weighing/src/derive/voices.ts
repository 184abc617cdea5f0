import type { WeighingLanguage } from '../language.ts';
import type { Teller } from '../routes/routes.ts';
import type { TellerRecord } from '../store/store.ts';

/**
 * The sources of a group as they count for its routes. Voices of one state, and sources that may be the same, are of
 * one body: as certain routes they count once.
 */
export function voicesOf(records: readonly TellerRecord[], language: WeighingLanguage): Map<string, Teller> {
  const bodies = new Map<string, string>();
  const root = (id: string): string => {
    let at = id;
    while (bodies.has(at) && bodies.get(at) !== at) at = bodies.get(at)!;
    return at;
  };
  const join = (x: string, y: string) => {
    const [low, high] = [root(x), root(y)].sort();
    if (low !== high) bodies.set(high!, low!);
  };
  const present = new Set(records.map(({ id }) => id));
  for (const { id, state, perhaps } of records) {
    if (state !== null) join(id, state);
    for (const other of perhaps) if (present.has(other)) join(id, other);
  }
  const members = Map.groupBy(records, ({ id }) => root(id));
  return new Map(
    records.map(({ id, name, named, state }) => {
      const together = members.get(root(id))!;
      const states = together.map((record) => record.state).filter((one) => one !== null);
      const alone = together.length === 1;
      const bodyName =
        states[0] === undefined
          ? together.map((record) => record.name).join(' / ')
          : language.sources.stateName(states[0]);
      const body = alone && state === null ? null : { id: root(id), name: bodyName };
      return [id, { id, name, named, body }];
    }),
  );
}
