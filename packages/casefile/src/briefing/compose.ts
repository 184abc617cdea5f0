import type { ClaimRef, Grade, Group } from '@isnad/weighing';
import type { Case } from '../case.ts';
import { documentId } from '../ids.ts';
import { anchorIn } from '../log/subject.ts';
import { sourceKey } from '../sources.ts';
import type { ClaimRecord } from '../store/records.ts';
import { everyItem } from '../store/store.ts';
import type {
  Briefing,
  Cited,
  CitedLink,
  CopyItem,
  FlagItem,
  GroupItem,
  Note,
  ReportName,
  Section,
  SeriesItem,
} from './model.ts';
import { type Cite, openQuestions, statedCauses, timeline } from './statements.ts';

/** Puts a case into the order of a briefing. What a reviewer rejected is left out; what one corrected is said so. */

/** Items of a section, and other reports named with one. */
export interface BriefingLimits {
  readonly items: number;
  readonly others: number;
}

const LIMITS: BriefingLimits = { items: 60, others: 12 };
/** Items of a section that stands beside the findings. */
const BESIDE = 20;
const GRADES: readonly Grade[] = ['contested', 'corroborated', 'single route', 'unattributed'];

/** What an editor chose. */
export interface BriefingChoice {
  readonly title?: string | null;
  readonly introduction?: string | null;
  /** Ids of the groups to be told of, in this order, and nothing else; all that was found unless told. */
  readonly items?: readonly string[];
}

export async function composeBriefing(
  opened: Case,
  { title = null, introduction = null, items }: BriefingChoice = {},
  limits: BriefingLimits = LIMITS,
): Promise<Briefing> {
  const { store } = opened;
  const summary = await store.summary();
  const composer = new Composer(opened, limits);
  const sections: Section[] = [];
  const outlets = await composer.sources(summary.sources);
  if (items === undefined) {
    for (const grade of GRADES) sections.push(await composer.groups(grade, summary.groups[grade] ?? 0));
    const cite: Cite = (ref) => composer.cite(ref);
    sections.push(await statedCauses(store, cite, BESIDE));
    sections.push(await composer.figures(summary.series));
    sections.push(await timeline(store, cite, BESIDE));
    sections.push(await composer.flags(summary.flags));
    sections.push(await composer.copies(summary.copies));
    sections.push(openQuestions(sections, BESIDE));
    sections.push(outlets.section);
  } else sections.push(...(await composer.chosen(items)));
  return {
    name: summary.info.name,
    title,
    introduction,
    holds: { documents: summary.documents, outlets: outlets.count, claims: summary.claims },
    head: summary.head,
    weighed: summary.weighed,
    sections: sections.filter((section) => section.items.length > 0),
    notes: composer.notes,
  };
}

class Composer {
  readonly notes: Note[] = [];
  readonly #opened: Case;
  readonly #limits: BriefingLimits;
  readonly #noteAt = new Map<string, number>();
  /** Claims of the documents last cited, by id. */
  readonly #claims = new Map<string, ReadonlyMap<string, ClaimRecord>>();

  constructor(opened: Case, limits: BriefingLimits) {
    this.#opened = opened;
    this.#limits = limits;
  }

  async groups(grade: Grade, count: number): Promise<Section> {
    const items: GroupItem[] = [];
    let left = 0;
    for await (const group of everyItem((page) => this.#opened.store.groups({ grade }, page), this.#limits.items)) {
      if (items.length === this.#limits.items) break;
      const item = await this.#group(group);
      if (item === null) left++;
      else items.push(item);
    }
    return { kind: 'groups', grade, items, more: Math.max(0, count - left - items.length) };
  }

  /** These groups in their order: those of one grade that follow each other are a section. */
  async chosen(ids: readonly string[]): Promise<Section[]> {
    const sections: Array<Section & { kind: 'groups' }> = [];
    for (const id of ids) {
      const group = await this.#opened.store.group(id);
      const item = group === null ? null : await this.#group(group);
      if (group === null || item === null) continue;
      const last = sections.at(-1);
      if (last?.grade === group.grade) sections.splice(-1, 1, { ...last, items: [...last.items, item] });
      else sections.push({ kind: 'groups', grade: group.grade, items: [item], more: 0 });
    }
    return sections;
  }

  /** Null when all its claims were rejected. */
  async #group(group: Group): Promise<GroupItem | null> {
    const ordered = [group.head, ...group.claims.filter((claim) => !isSame(claim, group.head))];
    const cited: Cited[] = [];
    for (const claim of ordered) {
      if (cited.length > this.#limits.others) break;
      const one = await this.cite(claim);
      if (one !== null) cited.push(one);
    }
    const [head, ...others] = cited;
    if (head === undefined) return null;
    const conflicts: GroupItem['conflicts'][number][] = [];
    for (const { a, b, because } of group.conflicts.slice(0, this.#limits.others)) {
      const claim = await this.cite(isSame(b, group.head) || !isIn(group, a) ? a : b);
      if (claim !== null) conflicts.push({ claim, because });
    }
    const { certain, possible } = group.routes;
    return { id: group.id, head, certain, possible, because: group.because, others, conflicts };
  }

  async figures(count: number): Promise<Section> {
    const items: SeriesItem[] = [];
    const { items: all } = await this.#opened.store.series({ limit: this.#limits.items });
    for (const { id, measure, unit, low, best, high, points } of all) {
      const shown: SeriesItem['points'][number][] = [];
      for (const point of points) {
        const claim = await this.cite(point.claim);
        if (claim !== null) shown.push({ figure: point.text, claim });
      }
      if (shown.length > 0) items.push({ series: { id, measure, unit, low, best, high }, points: shown });
    }
    return { kind: 'figures', items, more: count - all.length };
  }

  async flags(count: number): Promise<Section> {
    const { items: all } = await this.#opened.store.flags({ limit: this.#limits.items });
    const items: FlagItem[] = [];
    for (const { message, claims } of all) {
      const cited: Cited[] = [];
      for (const claim of claims) {
        const one = await this.cite(claim);
        if (one !== null) cited.push(one);
      }
      items.push({ message, claims: cited });
    }
    return { kind: 'flags', items, more: count - all.length };
  }

  async copies(count: number): Promise<Section> {
    const { items: all } = await this.#opened.store.copies({}, { limit: this.#limits.items });
    const items: CopyItem[] = [];
    for (const { a, b, shared, first } of all) {
      items.push({
        a: await this.#report(a),
        b: await this.#report(b),
        shared,
        first: first === null ? null : await this.#report(first),
      });
    }
    return { kind: 'copies', items, more: count - all.length };
  }

  async sources(count: number): Promise<{ section: Section; count: number }> {
    const items = [];
    let outlets = 0;
    for await (const source of everyItem((page) => this.#opened.store.sources('weight', page), 1000)) {
      if (source.published > 0) outlets++;
      if (items.length < this.#limits.items) items.push(source);
    }
    return { section: { kind: 'sources', items, more: count - items.length }, count: outlets };
  }

  /** Null for a claim that a reviewer rejected. */
  async cite(ref: ClaimRef): Promise<Cited | null> {
    const claim = (await this.#claimsOf(ref.document)).get(ref.claim);
    const decision = claim?.review?.decision;
    if (decision?.kind === 'reject') return null;
    let chain = claim?.chain.map((link) => link.name) ?? [];
    let { start, end } = ref;
    if (decision?.kind === 'correct' && decision.correction.of === 'claim') {
      chain = decision.correction.chain ?? chain;
      if (decision.correction.span !== undefined) ({ start, end } = decision.correction.span);
    }
    const report = await this.#report(ref.document);
    const note = await this.#note(report, start, end);
    const reviewed = { accept: 'accepted', correct: 'corrected' } as const;
    const review = decision === undefined ? null : reviewed[decision.kind];
    const links = await this.#links(chain);
    return { text: this.notes[note]!.exact, chain, links, report, note, review };
  }

  async #links(chain: readonly string[]): Promise<CitedLink[]> {
    const keyed = chain.map((name) => ({ name, key: sourceKey(name) }));
    const sources = await this.#opened.store.sourcesByKey(keyed.map(({ key }) => key));
    return keyed.map((link) => ({ ...link, named: sources.get(link.key)?.named ?? false }));
  }

  async #note(report: ReportName, start: number, end: number): Promise<number> {
    const key = `${report.document} ${start} ${end}`;
    const known = this.#noteAt.get(key);
    if (known !== undefined) return known;
    const text = (await this.#opened.store.text(documentId.parse(report.document))) ?? '';
    const { exact, prefix, suffix } = anchorIn(text, start, end);
    const place = this.notes.push({ report, start, end, exact, prefix, suffix }) - 1;
    this.#noteAt.set(key, place);
    return place;
  }

  async #report(id: string): Promise<ReportName> {
    const record = await this.#opened.store.record(documentId.parse(id));
    const { outlet = null, outletKey = null, published = null } = record ?? {};
    // A bare text tells neither outlet nor title: it goes by how it begins, as a person would call it.
    const title = record?.title ?? (outlet === null ? await this.#beginning(id) : null);
    return { document: id, outlet, outletKey, title, published };
  }

  async #beginning(id: string): Promise<string | null> {
    const text = (await this.#opened.store.text(documentId.parse(id))) ?? '';
    const line = text.split('\n').find((words) => words.trim() !== '');
    if (line === undefined) return null;
    const words = line.trim().split(/\s+/);
    return `«${words.slice(0, BEGINNING).join(' ')}${words.length > BEGINNING ? '…' : ''}»`;
  }

  async #claimsOf(document: string): Promise<ReadonlyMap<string, ClaimRecord>> {
    const known = this.#claims.get(document);
    if (known !== undefined) return known;
    const claims = new Map<string, ClaimRecord>();
    const filter = { document: documentId.parse(document) };
    for await (const claim of everyItem((page) => this.#opened.store.claims(filter, page), 1000))
      claims.set(claim.id, claim);
    if (this.#claims.size >= 200) this.#claims.clear();
    this.#claims.set(document, claims);
    return claims;
  }
}

/** Words by which a text without a title is called. */
const BEGINNING = 8;

function isSame(a: ClaimRef, b: ClaimRef): boolean {
  return a.document === b.document && a.claim === b.claim;
}

function isIn(group: Group, ref: ClaimRef): boolean {
  return group.claims.some((claim) => isSame(claim, ref));
}
