import type { Reading } from '@isnad/reading';
import type { ClaimRef } from '@isnad/weighing';
import { holds, spansOf } from './anchors.ts';
import type { Case } from './case.ts';
import { digestOf } from './hashing.ts';
import { type Digest, type DocumentId, documentId, type OriginalHash } from './ids.ts';
import { type JoinAct, joinedFaults } from './joining/joined-logs.ts';
import { canonical } from './log/canonical.ts';
import { EMPTY_LOG, follows } from './log/chain.ts';
import type { Act, LogHead, Origin } from './log/entry.ts';
import { MerkleTree } from './log/merkle.ts';
import { checkProofs, type Proof, provenSizes, type RootAt } from './proof/proofs.ts';
import { isNamed } from './seams.ts';
import { layoutDigest, rowsOfReading } from './store/packed.ts';
import type { DocumentSources, SourceName, StoredDocument } from './store/records.ts';
import { everyItem } from './store/store.ts';
import { originKey, rolesOf, sourcesOf } from './work/sources.ts';

/**
 * Checks all that a case holds against its log: every entry against its hash and the one before, every original
 * against its name, every document against the digests that its entry gives, every anchor against its words.
 */

export interface Finding {
  readonly what: 'database' | 'log' | 'original' | 'document' | 'finding' | 'review' | 'proof';
  /** The original's hash, the document's id, the entry's number, the proof's file. */
  readonly name: string;
  readonly message: string;
}

export interface Verdict {
  readonly sound: boolean;
  readonly faults: readonly Finding[];
  /** What is odd, and no fault: bytes that an import broke off over. */
  readonly notices: readonly Finding[];
  readonly entries: number;
  readonly originals: number;
  readonly documents: number;
  readonly anchors: number;
  /** The end of the chain: whoever wrote it down can tell whether the log was cut or remade. */
  readonly head: LogHead;
  /** The root of its Merkle tree, which says the same and can be signed and stamped. */
  readonly root: Digest;
  /** Roots of the log that were signed or stamped. */
  readonly proofs: readonly Proof[];
}

export interface VerifyOptions {
  /** Certificates of time-stamping authorities that are trusted, PEM; any is taken unless told. */
  readonly trusted?: readonly string[];
}

interface PromisedOriginal {
  readonly size: number;
  readonly format: string;
  /** Where it came from, the first place first. */
  readonly origins: Origin[];
}

/** What the log says there must be. */
interface Promised {
  readonly originals: Map<OriginalHash, PromisedOriginal>;
  readonly documents: Map<DocumentId, Act & { kind: 'document read' }>;
  /** Decisions, and the entry that took each back. */
  readonly reviews: Map<number, number | null>;
  /** What could not be read, by entry. */
  readonly unreadable: Map<number, Act & { kind: 'found unreadable' }>;
  readonly joined: JoinAct[];
  /** The last weighing. */
  weighed: (Act & { kind: 'weighed' }) | null;
}

const PAGE = 500;

export async function verify(opened: Case, { trusted = [] }: VerifyOptions = {}): Promise<Verdict> {
  return new Verifier(opened, trusted).run();
}

class Verifier {
  readonly #opened: Case;
  readonly #faults: Finding[] = [];
  readonly #notices: Finding[] = [];
  readonly #sources = new Map<string, SourceName>();
  readonly #edges = new Map<string, number>();
  readonly #trusted: readonly string[];
  readonly #tree = new MerkleTree();
  /** Roots of the first entries, for as many as there are proofs of. */
  readonly #roots = new Map<number, { readonly head: Digest; readonly root: Digest }>();
  #anchors = 0;

  constructor(opened: Case, trusted: readonly string[]) {
    this.#opened = opened;
    this.#trusted = trusted;
  }

  async run(): Promise<Verdict> {
    await this.#part('the database', async () => {
      for (const message of await this.#opened.store.faults()) this.#fault('database', 'case.db', message);
    });
    const promised: Promised = {
      originals: new Map(),
      documents: new Map(),
      reviews: new Map(),
      unreadable: new Map(),
      joined: [],
      weighed: null,
    };
    const head = (await this.#part('the log', () => this.#checkLog(promised))) ?? EMPTY_LOG;
    const originals = await this.#part('the list of originals', () => this.#checkOriginals(promised.originals));
    const documents = await this.#part('the list of documents', () => this.#checkDocuments(promised.documents));
    await this.#part('what could not be read', () => this.#checkUnreadable(promised.unreadable));
    await this.#part('the sources', () => this.#checkSources());
    await this.#part('the findings', () => this.#checkFindings(promised.weighed));
    await this.#part('the decisions', () => this.#checkReviews(promised.reviews));
    await this.#part('the joined logs', () =>
      joinedFaults(this.#opened.papers, promised.joined, (file, message) => this.#fault('log', file, message)),
    );
    const proofs = (await this.#part('the proofs', () => this.#checkProofs())) ?? [];
    return {
      sound: this.#faults.length === 0,
      faults: this.#faults,
      notices: this.#notices,
      entries: head.seq,
      originals: originals ?? 0,
      documents: documents ?? 0,
      anchors: this.#anchors,
      head,
      root: this.#tree.root(),
      proofs,
    };
  }

  /** A part of a damaged database may be unreadable; the others are checked all the same. */
  async #part<T>(name: string, check: () => Promise<T>): Promise<T | null> {
    try {
      return await check();
    } catch (error) {
      this.#fault('database', name, error instanceof Error ? error.message : String(error));
      return null;
    }
  }

  #fault(what: Finding['what'], name: string, message: string): void {
    this.#faults.push({ what, name, message });
  }

  async #checkProofs(): Promise<Proof[]> {
    const { papers, store } = this.#opened;
    const { id } = await store.info();
    const rootAt = (entries: number): ReturnType<RootAt> => {
      const there = this.#roots.get(entries);
      return there === undefined ? null : { case: id, ...there };
    };
    return checkProofs(papers, rootAt, this.#trusted, (file, message) => this.#fault('proof', file, message));
  }

  async #checkLog(promised: Promised): Promise<LogHead> {
    const { store, papers } = this.#opened;
    const proven = await provenSizes(papers);
    let head: LogHead = EMPTY_LOG;
    for (;;) {
      const entries = await store.log(head.seq, PAGE);
      if (entries.length === 0) break;
      for (const entry of entries) {
        if (!follows(head, entry))
          this.#fault('log', String(entry.seq), 'the entry was changed, or one before it is gone');
        head = entry;
        this.#tree.append(entry.hash);
        if (proven.has(this.#tree.size)) this.#roots.set(entry.seq, { head: entry.hash, root: this.#tree.root() });
        promise(entry.act, entry.seq, promised);
      }
    }
    const { id, name } = await store.info();
    const [first] = await store.log(0, 1);
    if (first?.act.kind !== 'case made' || first.act.id !== id || first.act.name !== name) {
      this.#fault('log', '1', 'the log does not begin with the making of this case');
    }
    return { seq: head.seq, hash: head.hash };
  }

  async #checkOriginals(promised: Promised['originals']): Promise<number> {
    const { store, originals } = this.#opened;
    const recorded = new Set<string>();
    for await (const { hash, size, format, origins } of everyItem((page) => store.originals(page), PAGE)) {
      recorded.add(hash);
      const said = promised.get(hash);
      if (said?.size !== size || said.format !== format)
        this.#fault('original', hash, 'the log does not say that it was kept so');
      else if (canonical(said.origins) !== canonical(origins))
        this.#fault('original', hash, 'the log says otherwise where it came from');
      const there = await originals.examine(hash);
      if (there === null) this.#fault('original', hash, 'missing');
      else if (there.hash !== hash) this.#fault('original', hash, 'its bytes were changed');
    }
    for (const hash of promised.keys()) {
      if (!recorded.has(hash)) this.#fault('original', hash, 'the log says it was kept, the case does not know it');
    }
    for await (const name of originals.names()) {
      if (!recorded.has(name)) {
        const message = 'nothing refers to it: an import was broken off, or it was put there by hand';
        this.#notices.push({ what: 'original', name, message });
      }
    }
    return recorded.size;
  }

  async #checkDocuments(promised: Promised['documents']): Promise<number> {
    const { store } = this.#opened;
    let count = 0;
    for await (const { id } of everyItem((page) => store.documents(page), PAGE)) {
      count++;
      const act = promised.get(id);
      promised.delete(id);
      if (act === undefined) {
        this.#fault('document', id, 'the log does not say that it was read');
        continue;
      }
      try {
        const document = await store.document(id);
        if (document !== null) this.#checkDocument(document, act);
      } catch (error) {
        this.#fault('document', id, `it can't be opened: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
    for (const id of promised.keys())
      this.#fault('document', id, 'the log says it was read, the case does not hold it');
    return count;
  }

  #checkDocument(document: StoredDocument, act: Act & { kind: 'document read' }): void {
    const { record, text, reading, readingDigest, layout, rows, foundBy } = document;
    const { id, original, part, title, outlet, author, published, modified, address } = record;
    const { tallies, edges } = sourcesOf(reading, outlet, isNamed);
    this.#count({ tallies, edges });
    const origins = reading.claims.map(({ chain }) => originKey(chain));
    if (canonical(foundBy) !== canonical({ origins, sources: rolesOf(tallies) }))
      this.#fault('document', id, 'it is listed under other sources than its Reading names');
    const metadata = { title, outlet, author, published, modified, address };
    if (act.original !== original || act.part !== part || canonical(act.metadata) !== canonical(metadata)) {
      this.#fault('document', id, 'what is known of it was changed');
    }
    if (act.text !== digestOf(text)) this.#fault('document', id, 'its text was changed');
    const counts = [record.length, record.claims, record.attributions, record.figures, record.flags];
    const real = [text.length, rows.claims.length, rows.attributions.length, rows.figures.length, rows.flags.length];
    if (canonical(counts) !== canonical(real)) this.#fault('document', id, 'its counts are not those of its Reading');
    if (act.layout !== layoutDigest(layout)) this.#fault('document', id, 'its pages were changed');
    if (act.reading !== readingDigest) this.#fault('document', id, 'its Reading was changed');
    if (canonical(rows) !== canonical(rowsOfReading(reading))) {
      this.#fault('document', id, 'what lists say of it is not what its Reading says');
    }
    this.#checkAnchors(id, text, reading);
  }

  #checkAnchors(id: DocumentId, text: string, reading: Reading): void {
    for (const span of spansOf(reading)) {
      this.#anchors++;
      if (!holds(text, span)) {
        this.#fault('document', id, `words ${span.start}–${span.end} are not «${span.text.slice(0, 60)}»`);
      }
    }
  }

  /** Adds a document's sources to what the case's sources must come to. */
  #count({ tallies, edges }: DocumentSources): void {
    for (const { from, to, claims } of edges) {
      const key = `${from} → ${to}`;
      this.#edges.set(key, claims + (this.#edges.get(key) ?? 0));
    }
    for (const { originated, relayed, published, ...tally } of tallies) {
      const known = this.#sources.get(tally.key);
      this.#sources.set(tally.key, {
        key: tally.key,
        name: known?.name ?? tally.name,
        order: known?.order ?? this.#sources.size,
        named: known?.named === true || tally.named,
        originated: originated + (known?.originated ?? 0),
        relayed: relayed + (known?.relayed ?? 0),
        published: published + (known?.published ?? 0),
      });
    }
  }

  async #checkSources(): Promise<void> {
    for await (const source of everyItem((page) => this.#opened.store.sourceNames(page), PAGE)) {
      const counted = this.#sources.get(source.key);
      this.#sources.delete(source.key);
      if (canonical(counted ?? null) !== canonical(source))
        this.#fault('finding', source.key, 'the documents say otherwise of this source');
    }
    for (const key of this.#sources.keys()) this.#fault('finding', key, 'a source of the documents is not listed');
    const edges = await this.#opened.store.sourceEdges(Number.MAX_SAFE_INTEGER);
    for (const { from, to, claims } of edges) {
      const key = `${from} → ${to}`;
      if (this.#edges.get(key) !== claims)
        this.#fault('finding', key, 'the documents say otherwise who passed on what');
      this.#edges.delete(key);
    }
    for (const key of this.#edges.keys()) this.#fault('finding', key, 'what the documents passed on is not listed');
  }

  async #checkUnreadable(promised: Promised['unreadable']): Promise<void> {
    for await (const row of everyItem((page) => this.#opened.store.unreadable(page), PAGE)) {
      const { logged, original, from, part, cause, message } = row;
      const act = { kind: 'found unreadable', original, from, part, cause, message };
      if (canonical(promised.get(logged) ?? null) !== canonical(act))
        this.#fault('log', String(logged), 'it says otherwise of what could not be read');
    }
  }

  async #checkFindings(weighed: Promised['weighed']): Promise<void> {
    const { store } = this.#opened;
    const { weighed: upToDate, groups } = await store.summary();
    // A case whose rows were made anew has none until it is weighed again.
    const any = upToDate || Object.keys(groups).length > 0;
    if (any && weighed?.findings !== undefined && weighed.findings !== (await store.findingsDigest()))
      this.#fault('finding', 'all', 'they are not what the last weighing found');
    const texts = new TextsByDocument(this.#opened);
    const check = async (name: string, claims: readonly ClaimRef[]): Promise<void> => {
      for (const { document, start, end, text } of claims) {
        this.#anchors++;
        if ((await texts.of(document))?.slice(start, end) !== text) {
          this.#fault('finding', name, `its words «${text.slice(0, 60)}» do not stand in document «${document}»`);
        }
      }
    };
    for await (const { id, claims } of everyItem((page) => store.groups({}, page))) await check(id, claims);
    for await (const { id, points } of everyItem((page) => store.series(page))) {
      await check(
        id,
        points.map((point) => point.claim),
      );
    }
    for await (const { kind, claims } of everyItem((page) => store.flags(page))) await check(kind, claims);
  }

  async #checkReviews(promised: Promised['reviews']): Promise<void> {
    for await (const { entry, undone } of everyItem((page) => this.#opened.store.reviews({}, page), PAGE)) {
      const logged = promised.get(entry);
      promised.delete(entry);
      if (logged === undefined) this.#fault('review', String(entry), 'the log knows no such decision');
      else if (logged !== undone)
        this.#fault('review', String(entry), 'the log says otherwise whether it was taken back');
    }
    for (const entry of promised.keys()) this.#fault('review', String(entry), 'a decision of the log is not kept');
  }
}

function promise(act: Act, seq: number, promised: Promised): void {
  switch (act.kind) {
    case 'original kept':
      promised.originals.set(act.original, { size: act.size, format: act.format, origins: [act.from] });
      break;
    case 'document read':
      promised.documents.set(act.document, act);
      break;
    case 'review':
      promised.reviews.set(seq, null);
      break;
    case 'undo':
      promised.reviews.set(act.entry, seq);
      break;
    case 'original met again':
      promised.originals.get(act.original)?.origins.push(act.from);
      break;
    case 'found unreadable':
      promised.unreadable.set(seq, act);
      break;
    case 'weighed':
      promised.weighed = act;
      break;
    case 'case joined':
      promised.joined.push(act);
      break;
    case 'case made':
      break;
  }
}

/** Texts of the last documents asked for: findings ask for the same ones again and again. */
class TextsByDocument {
  readonly #opened: Case;
  readonly #texts = new Map<string, string | null>();

  constructor(opened: Case) {
    this.#opened = opened;
  }

  async of(id: string): Promise<string | null> {
    const known = this.#texts.get(id);
    if (known !== undefined) return known;
    const text = await this.#opened.store.text(documentId.parse(id));
    if (this.#texts.size >= 100) this.#texts.clear();
    this.#texts.set(id, text);
    return text;
  }
}
