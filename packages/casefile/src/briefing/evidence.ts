import type { ClaimRef } from '@isnad/weighing';
import { documentId } from '../ids.ts';
import { anchorIn } from '../log/subject.ts';
import { sourceKey } from '../sources.ts';
import type { ClaimRecord } from '../store/records.ts';
import type { Store } from '../store/store.ts';
import type { Cited, CitedLink, Note, ReportName } from './model.ts';

/** Words by which a text without a title is called. */
const BEGINNING = 8;

/** Cites claims of a case: each with its chain, its report and a note of the exact words, the same words once. */
export class Evidence {
  readonly notes: Note[] = [];
  readonly #store: Store;
  readonly #noteAt = new Map<string, number>();
  /** What was cited, by document and claim, and the reports it stands in. */
  readonly #claims = new Map<string, ClaimRecord | null>();
  readonly #reports = new Map<string, ReportName>();

  constructor(store: Store) {
    this.#store = store;
  }

  /** Null for a claim that a reviewer rejected. */
  async cite(ref: ClaimRef): Promise<Cited | null> {
    const claim = await this.#claim(ref);
    const decision = claim?.review?.decision;
    if (decision?.kind === 'reject') return null;
    let links: CitedLink[] = claim?.chain.map(({ key, name, named }) => ({ key, name, named })) ?? [];
    let { start, end } = ref;
    if (decision?.kind === 'correct' && decision.correction.of === 'claim') {
      if (decision.correction.chain !== undefined) links = await this.#links(decision.correction.chain);
      if (decision.correction.span !== undefined) ({ start, end } = decision.correction.span);
    }
    const report = await this.report(ref.document);
    const note = await this.#note(report, start, end);
    const reviewed = { accept: 'accepted', correct: 'corrected' } as const;
    const review = decision === undefined ? null : reviewed[decision.kind];
    const chain = links.map((link) => link.name);
    const modality = claim?.modality ?? 'stated';
    return { text: this.notes[note]!.exact, chain, links, report, note, modality, review };
  }

  /** Those of the claims that no reviewer rejected. */
  async citeAll(refs: readonly ClaimRef[]): Promise<Cited[]> {
    const cited: Cited[] = [];
    for (const ref of refs) {
      const one = await this.cite(ref);
      if (one !== null) cited.push(one);
    }
    return cited;
  }

  async report(id: string): Promise<ReportName> {
    const known = this.#reports.get(id);
    if (known !== undefined) return known;
    const report = await this.#named(id);
    this.#reports.set(id, report);
    return report;
  }

  async #named(id: string): Promise<ReportName> {
    const record = await this.#store.record(documentId.parse(id));
    const { outlet = null, outletKey = null, published = null } = record ?? {};
    // A bare text tells neither outlet nor title: it goes by how it begins, as a person would call it.
    const title = record?.title ?? (outlet === null ? await this.#beginning(id) : null);
    return { document: id, outlet, outletKey, title, published };
  }

  async #links(chain: readonly string[]): Promise<CitedLink[]> {
    const keyed = chain.map((name) => ({ name, key: sourceKey(name) }));
    const sources = await this.#store.sourcesByKey(keyed.map(({ key }) => key));
    return keyed.map((link) => ({ ...link, named: sources.get(link.key)?.named ?? false }));
  }

  async #note(report: ReportName, start: number, end: number): Promise<number> {
    const key = `${report.document} ${start} ${end}`;
    const known = this.#noteAt.get(key);
    if (known !== undefined) return known;
    const text = (await this.#store.text(documentId.parse(report.document))) ?? '';
    const { exact, prefix, suffix } = anchorIn(text, start, end);
    const place = this.notes.push({ report, start, end, exact, prefix, suffix }) - 1;
    this.#noteAt.set(key, place);
    return place;
  }

  async #beginning(id: string): Promise<string | null> {
    const text = (await this.#store.text(documentId.parse(id))) ?? '';
    const line = text.split('\n').find((words) => words.trim() !== '');
    if (line === undefined) return null;
    const words = line.trim().split(/\s+/);
    return `«${words.slice(0, BEGINNING).join(' ')}${words.length > BEGINNING ? '…' : ''}»`;
  }

  async #claim({ document, claim: id }: ClaimRef): Promise<ClaimRecord | null> {
    const key = `${id} ${document}`;
    const known = this.#claims.get(key);
    if (known !== undefined) return known;
    const [claim = null] = await this.#store.claimsAt([{ document: documentId.parse(document), claim: id }]);
    this.#claims.set(key, claim);
    return claim;
  }
}
