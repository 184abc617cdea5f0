import type { Case } from '../case.ts';
import type { Digest, DocumentId } from '../ids.ts';
import { canonical } from '../log/canonical.ts';
import { type AnchoredClaim, type CurrentRef, type ItemRef, isItemTarget, type ReviewSubject } from '../log/subject.ts';
import { rootOf } from '../proof/root.ts';
import type { Arrival, Kept, OriginalRecord, PreparedDocument, ReviewRecord } from '../store/records.ts';
import { CaseError, everyItem, NothingToReview, type Store } from '../store/store.ts';
import { verify } from '../verify.ts';
import { preparedReading } from '../work/prepare.ts';
import { keepLog } from './joined-logs.ts';

/**
 * Brings another case into this one. Originals that both have are one; the other's log is kept apart, whole, and its root
 * stands in this one's. What a reviewer there decided on a suggestion that nobody here decided on is entered here, with who
 * decided and when; where the two decided otherwise nothing is changed, and both are told.
 */

export interface Joined {
  /** Originals that were not here; that were here already. */
  readonly fresh: number;
  readonly known: number;
  /** Decisions of the other that were entered. */
  readonly decisions: number;
  /** Its decisions on what this case does not have, or has otherwise: groups, and items of another Reading. */
  readonly left: number;
  readonly conflicts: readonly JoinConflict[];
}

export type JoinConflict =
  /** Another document has the id, with other words. */
  | { readonly kind: 'document'; readonly document: string }
  /** Both have the document; the readers that read it say otherwise of it. */
  | { readonly kind: 'reading'; readonly document: string }
  | {
      readonly kind: 'decision';
      readonly subject: ReviewSubject;
      readonly here: ReviewRecord;
      readonly there: ReviewRecord;
    };

/**
 * @throws CaseError when the other case does not verify, or is this one
 */
export async function joinCase(opened: Case, other: Case): Promise<Joined> {
  const { sound, faults } = await verify(other);
  if (!sound) {
    const [{ what, name, message } = { what: 'case', name: '', message: '' }] = faults;
    throw new CaseError(`the other case does not verify: ${what} ${name}: ${message}`);
  }
  const [here, there] = [await opened.store.info(), await other.store.info()];
  if (here.id === there.id) throw new CaseError('it is the same case, or one that was made of it');
  const joiner = new Joiner(opened, other);
  await joiner.originals();
  // The log before what speaks of it: at no moment does the case name a log that is not there.
  const root = await rootOf(other.store);
  await keepLog(opened.papers, other.store, root);
  const { case: id, entries, head, root: hash } = root;
  await opened.store.noteJoined(
    { kind: 'case joined', case: id, name: there.name, entries, head, root: hash },
    opened.stamp(),
  );
  await joiner.decisions(there.name);
  return joiner.joined;
}

class Joiner {
  readonly #opened: Case;
  readonly #other: Case;
  readonly #conflicts: JoinConflict[] = [];
  readonly #count = { fresh: 0, known: 0, decisions: 0, left: 0 };

  constructor(opened: Case, other: Case) {
    this.#opened = opened;
    this.#other = other;
  }

  get joined(): Joined {
    return { ...this.#count, conflicts: this.#conflicts };
  }

  async originals(): Promise<void> {
    for await (const original of everyItem((page) => this.#other.store.originals(page))) {
      const bytes = await this.#other.originals.read(original.hash);
      await this.#opened.originals.keep(original.hash, bytes);
      await this.#opened.originals.settle();
      const [first, ...again] = await this.#arrivals(original);
      if (first === undefined) continue;
      const [kept] = await this.#opened.store.keep([first, ...again], this.#opened.stamp());
      await this.#tell(kept, first);
    }
  }

  /** As it came in there, and from every other place that it came from. */
  async #arrivals({ hash, size, format, documents, origins }: OriginalRecord): Promise<Arrival[]> {
    const original = { hash, size, format };
    const prepared: PreparedDocument[] = [];
    for (const id of documents) {
      const document = await preparedOf(this.#other.store, id);
      if (document !== null) prepared.push(document);
    }
    return origins.map((from, index) => {
      const read = index === 0 ? prepared : [];
      return { original, from, documents: read, unreadable: [] };
    });
  }

  async #tell(kept: Kept | undefined, { documents }: Arrival): Promise<void> {
    if (kept?.kind === 'clash') this.#conflicts.push({ kind: 'document', document: kept.document });
    if (kept?.kind === 'new') this.#count.fresh++;
    if (kept?.kind !== 'known') return;
    this.#count.known++;
    for (const { id, reading } of documents) {
      const ours = await this.#opened.store.document(id);
      if (ours !== null && ours.readingDigest !== reading.digest)
        this.#conflicts.push({ kind: 'reading', document: id });
    }
  }

  async decisions(from: string): Promise<void> {
    const theirs: ReviewRecord[] = [];
    for await (const review of everyItem((page) => this.#other.store.reviews({}, page), 500)) theirs.push(review);
    // The latest comes first: they are entered in the order in which they were decided.
    for (const there of theirs.toReversed()) if (there.undone === null) await this.#decision(there, from);
  }

  async #decision(there: ReviewRecord, from: string): Promise<void> {
    const subject = await this.#subjectHere(there);
    if (subject === null) {
      this.#count.left++;
      return;
    }
    const { items } = await this.#opened.store.reviews({ subject }, { limit: 100 });
    const here = items.find(({ undone }) => undone === null);
    if (here !== undefined) {
      if (canonical(here.decision) !== canonical(there.decision))
        this.#conflicts.push({ kind: 'decision', subject, here, there });
      return;
    }
    const note = `${there.note === null ? '' : `${there.note} — `}${there.by}, ${there.at}, «${from}», ${there.entry}`;
    try {
      await this.#opened.store.decide({ subject, decision: there.decision, note }, this.#opened.stamp());
      this.#count.decisions++;
    } catch (error) {
      if (!(error instanceof NothingToReview)) throw error;
      this.#count.left++;
    }
  }

  /** What a decision of the other is on, as it is called here; null for what this case does not have so. */
  async #subjectHere({ target, refs }: ReviewRecord): Promise<ReviewSubject | null> {
    if (isItemTarget(target)) {
      const here = await this.#itemHere(target, refs[0]);
      return here && { kind: target.kind, ...here };
    }
    switch (target.kind) {
      case 'link': {
        const [a, b] = [await this.#itemHere(target.a, refs[0]), await this.#itemHere(target.b, refs[1])];
        return a && b && { kind: 'link', a, b };
      }
      case 'source':
        return { kind: 'source', source: target.source };
      // Groups are made anew of all that is here: what was decided on one of the other's is for people to look at.
      case 'group':
      case 'membership':
        return null;
      case 'case flag': {
        const claims: ItemRef[] = [];
        for (const [index, claim] of target.claims.entries()) {
          const here = await this.#itemHere(claim, refs[index]);
          if (here === null) return null;
          claims.push(here);
        }
        return { kind: 'case flag', flag: target.flag, claims };
      }
    }
  }

  /**
   * An item as it is called here: as there, where both have it of the same Reading now, or else as it was called when it
   * was decided on. Of a Reading that is another, an item of that name may be another thing.
   */
  async #itemHere(decided: AnchoredClaim, now: CurrentRef | undefined): Promise<ItemRef | null> {
    if (now !== undefined && !now.lost) {
      const { document, item } = now;
      const reading = await readingOf(this.#other.store, document);
      if (reading !== null && reading === (await readingOf(this.#opened.store, document))) return { document, item };
    }
    const { document, item, reading } = decided;
    return (await readingOf(this.#opened.store, document)) === reading ? { document, item } : null;
  }
}

async function readingOf(store: Store, id: DocumentId): Promise<Digest | null> {
  return (await store.document(id))?.readingDigest ?? null;
}

/** A document of a case as it would come into another. */
async function preparedOf(store: Store, id: PreparedDocument['id']): Promise<PreparedDocument | null> {
  const stored = await store.document(id);
  if (stored === null) return null;
  const { record, layout, reading } = stored;
  const { part, title, outlet, author, published, modified, address } = record;
  return preparedReading(id, part, { title, outlet, author, published, modified, address }, layout, reading);
}
