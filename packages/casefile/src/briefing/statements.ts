import type { ClaimRef } from '@isnad/weighing';
import type { CauseRecord, ClaimRecord, GroupGlance } from '../store/records.ts';
import { everyItem, type Store } from '../store/store.ts';
import { inBoth } from './frame.ts';
import type { Cited, FlagItem, Section, Statements } from './model.ts';

/** The sections that say something of the case beside its findings: stated causes, the course of time, open questions. */

/** Null for a claim that a reviewer rejected. */
export type Cite = (ref: ClaimRef) => Promise<Cited | null>;

/** Causes, and claims with a time, that are looked at: a digest names the weightiest. */
const LOOKED_AT = 2000;

interface Stated {
  readonly claim: ClaimRecord;
  readonly certain: number;
  readonly possible: number;
}

/** What reports give as cause, reason or purpose, each with its routes, as newspapers print beside a report. */
export async function statedCauses(store: Store, cite: Cite, limit: number): Promise<Statements<'causes'>> {
  const byGroup = new Map<string, Stated>();
  const groupsOf = new Map<string, ReadonlyMap<string, GroupGlance>>();
  let looked = 0;
  for await (const cause of everyItem((page) => store.causes({}, page), 1000)) {
    if (looked++ === LOOKED_AT) break;
    const claim = await holderOf(cause, store);
    if (claim === null) continue;
    const groups = groupsOf.get(cause.document) ?? (await store.groupsOfClaims(cause.document));
    groupsOf.set(cause.document, groups);
    const group = groups.get(claim.id);
    if (group === undefined || byGroup.has(group.id)) continue;
    byGroup.set(group.id, { claim, certain: group.certain, possible: group.possible });
  }
  const weightiest = [...byGroup.values()].sort((x, y) => y.certain - x.certain || y.possible - x.possible);
  const items: FlagItem[] = [];
  for (const { claim, certain, possible } of weightiest.slice(0, limit)) {
    const cited = await cite(refOf(claim));
    const message = inBoth((frame) => frame.say('routes', { certain, possible: possible > certain ? possible : 0 }));
    if (cited !== null) items.push({ message, claims: [cited] });
  }
  return { kind: 'causes', items, more: Math.max(0, byGroup.size - items.length) };
}

/** The smallest claim that holds cause and effect. */
async function holderOf({ document, cause, effect, marker }: CauseRecord, store: Store): Promise<ClaimRecord | null> {
  const spans = [cause, effect, marker];
  const start = Math.min(...spans.map((span) => span.start));
  const end = Math.max(...spans.map((span) => span.end));
  const holders: ClaimRecord[] = [];
  for (const at of [start, end - 1]) {
    const claim = await store.claimAt(document, at);
    if (claim !== null) holders.push(claim);
  }
  return holders.sort((x, y) => y.end - y.start - (x.end - x.start))[0] ?? null;
}

/** What happened when, by the times that claims tell. */
export async function timeline(store: Store, cite: Cite, limit: number): Promise<Statements<'timeline'>> {
  const items: FlagItem[] = [];
  const told = new Set<string>();
  let more = 0;
  let looked = 0;
  for await (const { claim, earliest, latest } of everyItem((page) => store.dates({}, page), 1000)) {
    if (looked++ === LOOKED_AT) break;
    const key = `${claim.document} ${earliest} ${latest}`;
    if (told.has(key)) continue;
    told.add(key);
    if (items.length === limit) {
      more++;
      continue;
    }
    const cited = await cite(refOf(claim));
    if (cited !== null) items.push({ message: inBoth((frame) => frame.time(earliest, latest)), claims: [cited] });
  }
  return { kind: 'timeline', items, more };
}

/** What remains to be asked, read off the findings told before it. */
export function openQuestions(sections: readonly Section[], limit: number): Statements<'questions'> {
  const items: FlagItem[] = [];
  for (const section of sections) {
    if (section.kind !== 'groups') continue;
    for (const { head, others, certain, possible, conflicts } of section.items) {
      const against = conflicts[0]?.claim;
      const reports = new Set([head, ...others].map(({ report }) => report.document)).size;
      if (section.grade === 'contested' && against !== undefined) {
        items.push({ message: inBoth((frame) => frame.say('question contested')), claims: [head, against] });
      } else if (certain < 2 && reports >= 2) {
        const key = possible > certain ? 'question who' : 'question second';
        items.push({ message: inBoth((frame) => frame.say(key, { reports })), claims: [head] });
      }
    }
  }
  return { kind: 'questions', items: items.slice(0, limit), more: Math.max(0, items.length - limit) };
}

function refOf({ document, id, start, end, text }: ClaimRecord): ClaimRef {
  return { document, claim: id, start, end, text };
}
