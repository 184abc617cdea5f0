import type { DocumentId } from '../ids.ts';
import type { LogHead } from '../log/entry.ts';
import { type Found, type FoundOne, type Weighing, weighing } from '../seams.ts';
import { everyItem, type Store } from '../store/store.ts';
import { decidedItems, itemsOf, judgementsOn } from './decided.ts';
import type { Judgements } from './judgements.ts';
import { type Decided, reviewedReading } from './reviewed.ts';

/** Weighing a case as its reviewers have it, again and again. */

/** A document as it is to be weighed. */
interface Version {
  readonly id: DocumentId;
  readonly published: string;
  /** The same as long as it would be weighed as it was. */
  readonly key: string;
  readonly decided: Decided;
}

/** What was weighed of a case, to be gone on with. */
interface Weighed {
  readonly case: string;
  /** Of the log when it was weighed. */
  readonly head: LogHead;
  readonly judgements: Judgements;
  readonly weighing: Weighing;
  /** Keys of the versions of documents that are in, in their order. */
  readonly keys: string[];
}

/**
 * Weighs one case whenever it is asked to, and keeps what it compared: the next time only those documents go in that
 * came since, that people decided on since, or that are later than one of these by their dates. What it finds is what
 * weighing all anew would find.
 */
export class CaseWeigher {
  #weighed: Weighed | null = null;

  /**
   * All that there is to find, one after another: never all Readings in memory. Not twice at once.
   * @param known whether the findings that the case has are those that this found last: then those are not told again
   */
  async weigh(store: Store, known = false): Promise<Found> {
    const head = await store.head();
    const judgements = await judgementsOn(store);
    const versions = await versionsOf(store);
    const { weighing, keys, isNew } = await this.#known(store, judgements, versions);
    // Whoever is told of a failure begins anew.
    this.#weighed = null;
    for (const { id, key, decided } of versions.slice(keys.length)) {
      const document = await store.document(id);
      if (document === null) continue;
      if (await weighing.add(reviewedReading(document.reading, decided, judgements.renamed))) keys.push(key);
    }
    const { copies, findings } = await weighing.findings(judgements, known && !isNew);
    const weighed = { case: (await store.info()).id, head, judgements, weighing, keys };
    return { copies, findings: this.#told(findings, weighed) };
  }

  /** What is known afterwards, if all was told. */
  async *#told(findings: AsyncIterable<FoundOne>, weighed: Weighed): AsyncGenerator<FoundOne> {
    yield* findings;
    this.#weighed = weighed;
  }

  /** What is known of the case, without what has changed and what came behind that. */
  async #known(
    store: Store,
    judgements: Judgements,
    versions: readonly Version[],
  ): Promise<Pick<Weighed, 'weighing' | 'keys'> & { readonly isNew: boolean }> {
    const known = this.#weighed;
    if (known !== null && (await isOf(store, known)) && areOneOf(known.judgements, judgements)) {
      const { weighing, keys } = known;
      const changed = keys.findIndex((key, i) => key !== versions[i]?.key);
      const same = changed < 0 ? keys.length : changed;
      if (weighing.rewind(same)) return { weighing, keys: keys.slice(0, same), isNew: false };
    }
    return { weighing: weighing(judgements.alone), keys: [], isNew: true };
  }
}

/** Whether a case is the one that was weighed, and its log that log with more behind it: not another state of a backup. */
async function isOf(store: Store, { case: id, head }: Weighed): Promise<boolean> {
  if ((await store.info()).id !== id) return false;
  const [entry] = await store.log(head.seq - 1, 1);
  return entry?.hash === head.hash;
}

/** Whether documents go in alike under both. */
function areOneOf(a: Judgements, b: Judgements): boolean {
  const told = ({ alone, renamed }: Judgements): string => JSON.stringify([[...alone].sort(), [...renamed].sort()]);
  return told(a) === told(b);
}

/**
 * The documents in the order of their dates, so that the same documents give the same findings in whatever order they
 * came. Of a document with transcriptions only the newest version is weighed: the older ones say the same once more.
 */
async function versionsOf(store: Store): Promise<Version[]> {
  const replaced = await store.replacements();
  const decided = await decidedItems(store);
  const versions: Version[] = [];
  for await (const { id, published, logged } of everyItem((page) => store.editions(page), 10_000)) {
    if (replaced.has(id)) continue;
    const key = [id, logged, ...(decided.get(id)?.entries ?? [])].join(' ');
    versions.push({ id, published: published ?? '9', key, decided: itemsOf(decided, id) });
  }
  return versions.sort((a, b) => compare(a.published, b.published) || compare(a.id, b.id));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
