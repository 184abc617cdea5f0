/** What an editor takes into a briefing, and in what order. */
export interface Choice {
  /** Ids of groups, in the order in which they are told of. */
  readonly order: readonly string[];
  readonly left: ReadonlySet<string>;
}

export function wholeChoice(ids: readonly string[]): Choice {
  return { order: ids, left: new Set() };
}

/** What came into the case since stands at the end; what is no more falls away. */
export function keptUp({ order, left }: Choice, ids: readonly string[]): Choice {
  const there = new Set(ids);
  const known = new Set(order);
  return { order: [...order.filter((id) => there.has(id)), ...ids.filter((id) => !known.has(id))], left };
}

export function toggled({ order, left }: Choice, id: string): Choice {
  const next = new Set(left);
  if (!next.delete(id)) next.add(id);
  return { order, left: next };
}

/** Changes places with the next one up or down among those of `section`. */
export function moved({ order, left }: Choice, id: string, by: 1 | -1, section: ReadonlySet<string>): Choice {
  const ids = order.filter((one) => section.has(one));
  const other = ids[ids.indexOf(id) + by];
  if (other === undefined) return { order, left };
  return { order: order.map((one) => (one === id ? other : one === other ? id : one)), left };
}

export function chosen({ order, left }: Choice): string[] {
  return order.filter((id) => !left.has(id));
}
