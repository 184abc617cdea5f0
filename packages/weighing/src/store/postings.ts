/**
 * Which items carry a key, for keys of 32 bits: open addressing over typed arrays, each list a chain of entries, so
 * that tens of millions of entries cost eight bytes each and no object. A list keeps the first `limit` items and says
 * how many there were.
 */
export class Postings {
  private readonly limit: number;
  private keys = new Uint32Array(1 << 12);
  /** First entry of the slot's list plus one; 0 for a free slot. */
  private first = new Int32Array(1 << 12);
  private last = new Int32Array(1 << 12);
  private counts = new Int32Array(1 << 12);
  private item = new Int32Array(1 << 12);
  private next = new Int32Array(1 << 12);
  private used = 0;
  private entries = 0;

  /** @param limit the most items kept for a key; those that come later are counted only */
  constructor(limit: number) {
    this.limit = limit;
  }

  /** Adds an item to a key's list. Items are to come in ascending order; the same one again is passed over. */
  add(key: number, item: number): void {
    if (this.used * 4 >= this.keys.length * 3) this.grow();
    const slot = this.slotOf(key);
    const known = this.first[slot] !== 0;
    if (known && this.item[this.last[slot]!] === item) return;
    this.counts[slot]!++;
    if (this.counts[slot]! > this.limit) return;
    if (this.entries === this.item.length) {
      this.item = doubled(this.item);
      this.next = doubled(this.next);
    }
    const entry = this.entries++;
    this.item[entry] = item;
    this.next[entry] = 0;
    if (known) this.next[this.last[slot]!] = entry + 1;
    else {
      this.keys[slot] = key;
      this.first[slot] = entry + 1;
      this.used++;
    }
    this.last[slot] = entry;
  }

  /** How many items were added to the key's list, those beyond the limit included. */
  count(key: number): number {
    return this.counts[this.slotOf(key)]!;
  }

  /** The kept items of a key, the oldest first. */
  list(key: number): number[] {
    const items: number[] = [];
    for (let entry = this.first[this.slotOf(key)]!; entry !== 0; entry = this.next[entry - 1]!) {
      items.push(this.item[entry - 1]!);
    }
    return items;
  }

  /** All keys with a list. */
  allKeys(): number[] {
    const keys: number[] = [];
    for (let slot = 0; slot < this.keys.length; slot++) if (this.first[slot] !== 0) keys.push(this.keys[slot]!);
    return keys;
  }

  private slotOf(key: number): number {
    const mask = this.keys.length - 1;
    let slot = Math.imul(key ^ (key >>> 15), 0x9e3779b1) >>> 0;
    slot = (slot ^ (slot >>> 16)) & mask;
    while (this.first[slot] !== 0 && this.keys[slot] !== key) slot = (slot + 1) & mask;
    return slot;
  }

  private grow(): void {
    const { keys, first, last, counts } = this;
    const size = keys.length * 2;
    this.keys = new Uint32Array(size);
    this.first = new Int32Array(size);
    this.last = new Int32Array(size);
    this.counts = new Int32Array(size);
    for (let old = 0; old < keys.length; old++) {
      if (first[old] === 0) continue;
      const slot = this.slotOf(keys[old]!);
      this.keys[slot] = keys[old]!;
      this.first[slot] = first[old]!;
      this.last[slot] = last[old]!;
      this.counts[slot] = counts[old]!;
    }
  }
}

function doubled(from: Int32Array): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(from.length * 2);
  larger.set(from);
  return larger;
}
