/** Groups of claims as weighing makes them, put right by what people said of them. */

/** What people said of claims, by number: that they are of one group, or that none of one side is with one of the other. */
export type Grouping =
  | { readonly kind: 'together'; readonly claims: readonly number[] }
  | { readonly kind: 'apart'; readonly one: readonly number[]; readonly other: readonly number[] };

/** To which of several parts of a group, each the claims that people put there, a claim is nearest. */
export type Nearest = (claim: number, parts: ReadonlyArray<readonly number[]>) => number;

/**
 * The groups that have a claim of whom somebody said something, each ascending, as people have them. What is said later
 * holds against what was said before; of what is said all that does not go against that holds. Claims of whom nothing is
 * said stay with the group that they were in, or with the part of it that they are nearest to.
 * @param groupings what was said, the latest first
 * @param groupOf all claims of the group in which weighing put a claim
 */
export function regrouped(
  groupings: readonly Grouping[],
  groupOf: (claim: number) => readonly number[],
  nearest: Nearest,
): number[][] {
  const will = new Will();
  for (const grouping of groupings) will.add(grouping);
  const pieces: Piece[] = [];
  const seen = new Set<number>();
  for (const claim of will.claims()) {
    if (seen.has(claim)) continue;
    const group = groupOf(claim);
    for (const one of group) seen.add(one);
    pieces.push(...cut(group, will, nearest));
  }
  return join(pieces, will).map((claims) => [...claims].sort((a, b) => a - b));
}

type Piece = ReadonlySet<number>;

/** Cuts a group where people say that some of it is not with the rest. */
function cut(group: readonly number[], will: Will, nearest: Nearest): Piece[] {
  const said = group.filter((claim) => will.knows(claim));
  const parts: number[][] = [];
  for (const claim of said) {
    const fit = parts.filter((part) => part.every((other) => !will.areApart(claim, other)));
    const bound = fit.find((part) => part.some((other) => will.areTogether(claim, other)));
    const part = bound ?? fit[0];
    if (part === undefined) parts.push([claim]);
    else part.push(claim);
  }
  if (parts.length === 1) return [new Set(group)];
  const pieces = parts.map((part) => new Set(part));
  for (const claim of group) if (!will.knows(claim)) pieces[nearest(claim, parts)]!.add(claim);
  return pieces;
}

/** Joins pieces with claims that people say are together. */
function join(pieces: readonly Piece[], will: Will): Piece[] {
  const joined = [...pieces];
  for (const body of will.bodies()) {
    const touched = joined.filter((piece) => body.some((claim) => piece.has(claim)));
    if (touched.length < 2) continue;
    const whole = new Set(touched.flatMap((piece) => [...piece]));
    const free = !hasApart(whole, will);
    // Where others of the pieces are said to be apart, those who are together leave them.
    const left = free ? [] : touched.map((piece) => new Set([...piece].filter((claim) => !body.includes(claim))));
    const rest = joined.filter((piece) => !touched.includes(piece));
    joined.splice(0, joined.length, ...rest, ...left.filter(({ size }) => size > 0), free ? whole : new Set(body));
  }
  return joined;
}

function hasApart(claims: Piece, will: Will): boolean {
  const said = [...claims].filter((claim) => will.knows(claim));
  return said.some((a, i) => said.slice(i + 1).some((b) => will.areApart(a, b)));
}

/** What people want, free of contradiction: bodies of claims that are together, and which bodies are apart. */
class Will {
  readonly #body = new Map<number, number>();
  readonly #members = new Map<number, number[]>();
  readonly #apart = new Map<number, Set<number>>();

  add(grouping: Grouping): void {
    if (grouping.kind === 'apart') {
      for (const a of grouping.one) for (const b of grouping.other) this.#part(a, b);
      return;
    }
    const [first, ...rest] = grouping.claims;
    const bodies = first === undefined ? [] : [first];
    for (const claim of rest) {
      // The first of those named before whom it may be with.
      if (!bodies.some((other) => this.#unite(other, claim))) bodies.push(claim);
    }
  }

  #bodyOf(claim: number): number {
    const known = this.#body.get(claim);
    if (known !== undefined) return known;
    this.#body.set(claim, claim);
    this.#members.set(claim, [claim]);
    this.#apart.set(claim, new Set());
    return claim;
  }

  #part(a: number, b: number): void {
    const [x, y] = [this.#bodyOf(a), this.#bodyOf(b)];
    if (x === y) return;
    this.#apart.get(x)!.add(y);
    this.#apart.get(y)!.add(x);
  }

  /** False when the two must stay apart. */
  #unite(a: number, b: number): boolean {
    const [x, y] = [this.#bodyOf(a), this.#bodyOf(b)];
    if (x === y) return true;
    if (this.#apart.get(x)!.has(y)) return false;
    for (const claim of this.#members.get(y)!) {
      this.#body.set(claim, x);
      this.#members.get(x)!.push(claim);
    }
    for (const other of this.#apart.get(y)!) {
      this.#apart.get(x)!.add(other);
      this.#apart.get(other)!.delete(y);
      this.#apart.get(other)!.add(x);
    }
    this.#members.delete(y);
    this.#apart.delete(y);
    return true;
  }

  knows(claim: number): boolean {
    return this.#body.has(claim);
  }

  /** In ascending order. */
  claims(): number[] {
    return [...this.#body.keys()].sort((a, b) => a - b);
  }

  bodies(): number[][] {
    return [...this.#members.values()].filter(({ length }) => length > 1);
  }

  areTogether(a: number, b: number): boolean {
    return this.#body.get(a) === this.#body.get(b);
  }

  areApart(a: number, b: number): boolean {
    const [x, y] = [this.#body.get(a), this.#body.get(b)];
    return x !== undefined && y !== undefined && this.#apart.get(x)!.has(y);
  }
}
