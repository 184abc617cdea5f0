import { Column } from './columns.ts';

/** In the place of its latest entry, for a key that has none any more. */
const EMPTY = -1;

/**
 * Which items carry a key, for keys of 32 bits: open addressing over typed arrays, each list a chain of entries, so
 * that tens of millions of entries cost eight bytes each and no object. A list keeps the first `limit` items and says
 * how many there were.
 */
export class Postings {
  private readonly limit: number;
  private keys = new Uint32Array(1 << 10);
  /** Latest entry of the slot's list plus one; 0 for a free slot, less for that of a key whose items were all taken back. */
  private latest = new Int32Array(1 << 10);
  private counts = new Int32Array(1 << 10);
  private readonly item = new Column();
  /** By entry, the one before it of the same list plus one; 0 for the first. */
  private readonly before = new Column();
  private used = 0;
  private entries = 0;

  /** @param limit the most items kept for a key; those that come later are counted only */
  constructor(limit: number) {
    this.limit = limit;
  }

  /**
   * Adds an item to a key's list. Items are to come in ascending order; the same one again is passed over.
   * @returns false for one that was passed over
   */
  add(key: number, item: number): boolean {
    if (this.used * 4 >= this.keys.length * 3) this.grow();
    const slot = this.slotOf(key);
    const latest = this.latest[slot]!;
    if (latest > 0 && this.item.get(latest - 1) === item) return false;
    this.counts[slot]!++;
    if (this.counts[slot]! > this.limit) return true;
    if (latest === 0) {
      this.keys[slot] = key;
      this.used++;
    }
    this.item.set(this.entries, item);
    this.before.set(this.entries, Math.max(0, latest));
    this.latest[slot] = ++this.entries;
    return true;
  }

  /** Takes back the last item of a key: of all that were added, and not passed over, the one added last. */
  takeBack(key: number): void {
    const slot = this.slotOf(key);
    const count = this.counts[slot]!--;
    if (count > this.limit) return;
    this.entries--;
    // The slot stays the key's: others may have been put behind it.
    this.latest[slot] = this.before.get(this.entries) || EMPTY;
  }

  /** How many items were added to the key's list, those beyond the limit included. */
  count(key: number): number {
    return this.counts[this.slotOf(key)]!;
  }

  /** The kept items of a key, the oldest first. */
  list(key: number): number[] {
    const slot = this.slotOf(key);
    const items = new Array<number>(Math.min(this.counts[slot]!, this.limit));
    let entry = this.latest[slot]!;
    for (let at = items.length - 1; at >= 0; at--) {
      items[at] = this.item.get(entry - 1);
      entry = this.before.get(entry - 1);
    }
    return items;
  }

  /** All keys with a list, ascending. */
  allKeys(): number[] {
    return Array.from(this.keys.filter((_, slot) => this.latest[slot]! > 0).sort());
  }

  private slotOf(key: number): number {
    const mask = this.keys.length - 1;
    let slot = Math.imul(key ^ (key >>> 15), 0x9e3779b1) >>> 0;
    slot = (slot ^ (slot >>> 16)) & mask;
    while (this.latest[slot] !== 0 && this.keys[slot] !== key) slot = (slot + 1) & mask;
    return slot;
  }

  private grow(): void {
    const { keys, latest, counts } = this;
    const size = keys.length * 2;
    this.keys = new Uint32Array(size);
    this.latest = new Int32Array(size);
    this.counts = new Int32Array(size);
    this.used = 0;
    for (let old = 0; old < keys.length; old++) {
      if (latest[old]! <= 0) continue;
      this.used++;
      const slot = this.slotOf(keys[old]!);
      this.keys[slot] = keys[old]!;
      this.latest[slot] = latest[old]!;
      this.counts[slot] = counts[old]!;
    }
  }
}
