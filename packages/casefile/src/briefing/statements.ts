import { type ClaimRef, type Conflict, type Group, isContesting } from '@isnad/weighing';
import type { Bilingual, ClaimRecord, FlagRecord, ReviewState } from '../store/records.ts';
import { everyItem, type Store } from '../store/store.ts';
import type { Evidence } from './evidence.ts';
import { isSame } from './findings.ts';
import { inBoth } from './frame.ts';
import type { FlagItem, Statements } from './model.ts';

/** The sections that say something of the case beside its findings: each item a sentence of the frame with claims. */

/** Claims with a time, and flags, that are looked at: what is left out is counted among them. */
const LOOKED_AT = 2000;
/** Claims that are shown for one statement. */
const SHOWN = 6;
/** Flags of a document that say that something in it can't be right. */
const WRONG = [
  'range-reversed',
  'parts-exceed-whole',
  'percent-mismatch',
  'ratio-mismatch',
  'values-differ',
  'evidence-count',
  'exception-to-fall',
  'none-yet-some',
  'date-impossible',
  'weekday-mismatch',
  'date-after-publication',
];
/** Flags of the case that tell of words changed, or going round. */
const CHANGED: ReadonlySet<string> = new Set(['drift', 'circular reporting']);

/** Claims that can't both be right, each pair once. */
export async function contestedPairs(
  groups: readonly Group[],
  evidence: Evidence,
  limit: number,
): Promise<Statements<'contested'>> {
  const conflicts = groups.flatMap((group) => group.conflicts.filter(isContesting));
  const pairs = new Map<string, Conflict>();
  for (const conflict of conflicts) {
    const key = [conflict.a, conflict.b]
      .map(({ document, claim }) => `${document} ${claim}`)
      .sort()
      .join(' | ');
    if (!pairs.has(key)) pairs.set(key, conflict);
  }
  const items: FlagItem[] = [];
  let left = 0;
  const told = new Set<string>();
  for (const { a, b, because } of pairs.values()) {
    // Parts of two claims are in conflict for the reason for which the claims are.
    if (told.has(because.ar)) continue;
    told.add(because.ar);
    if (items.length === limit) left++;
    else {
      const claims = await evidence.citeAll([a, b]);
      if (claims.length === 2) items.push({ message: because, claims });
    }
  }
  return { kind: 'contested', items, more: left };
}

/** Words that changed between an origin and those who have it from there, and words that go round. */
export async function changedOnTheWay(store: Store, evidence: Evidence, limit: number): Promise<Statements<'changed'>> {
  const items: FlagItem[] = [];
  const told = new Set<string>();
  let more = 0;
  let looked = 0;
  for await (const { kind, message, claims, review } of everyItem((page) => store.flags(page), 500)) {
    if (looked++ === LOOKED_AT) break;
    if (isRejected(review) || !CHANGED.has(kind) || told.has(message.ar)) continue;
    told.add(message.ar);
    if (items.length === limit) more++;
    else items.push({ message, claims: await evidence.citeAll(claims.slice(0, SHOWN)) });
  }
  return { kind: 'changed', items, more };
}

/** What several reports tell and one source says. */
export async function oneSource(
  groups: readonly Group[],
  evidence: Evidence,
  limit: number,
): Promise<Statements<'one source'>> {
  const ordered = groups.filter(isOneSource).sort((x, y) => documentsOf(y) - documentsOf(x));
  const items: FlagItem[] = [];
  for (const group of ordered.slice(0, limit)) {
    const claims = await evidence.citeAll(firstOfEach(group));
    if (claims.length === 0) continue;
    const reports = documentsOf(group);
    const ties = namesOf(group);
    const message = inBoth((frame) => {
      if (ties.length === 0) return frame.say('one source perhaps', { reports });
      const names = ties.map((name) => frame.quote(name)).join(frame.say('list comma'));
      return frame.say('one source says', { reports, names });
    });
    items.push({ message, claims });
  }
  return { kind: 'one source', items, more: Math.max(0, ordered.length - limit) };
}

/** Several documents, one certain route, and somebody to credit. */
function isOneSource(group: Group): boolean {
  return group.grade !== 'unattributed' && group.routes.certain < 2 && documentsOf(group) > 1 && !isRing(group);
}

function isRing({ routes }: Group): boolean {
  return routes.circles.length > 0;
}

/** Names of the nodes that tie a group's chains together. */
function namesOf({ routes }: Group): string[] {
  const names = routes.ties.map((id) => routes.nodes.find((node) => node.id === id)?.name);
  return [...new Set(names.filter((name) => name !== undefined))];
}

function documentsOf({ claims }: Group): number {
  return new Set(claims.map(({ document }) => document)).size;
}

/** The claim of each document that speaks for it: the group's head, else the first. */
function firstOfEach({ head, claims }: Group): ClaimRef[] {
  const ordered = [head, ...claims.filter((claim) => !isSame(claim, head))];
  return ordered
    .filter(({ document }, i) => ordered.findIndex((other) => other.document === document) === i)
    .slice(0, SHOWN);
}

function isRejected(review: ReviewState | null): boolean {
  return review?.state === 'settled' && review.decision.kind === 'reject';
}

/** What can't be right inside one report, or over several. */
export async function looksWrong(store: Store, evidence: Evidence, limit: number): Promise<Statements<'flags'>> {
  const items: FlagItem[] = [];
  let more = 0;
  const told = new Set<string>();
  const tell = async (message: Bilingual, claims: readonly ClaimRef[]) => {
    const key = `${message.ar} ${claims[0]?.document} ${claims[0]?.start}`;
    if (told.has(key)) return;
    told.add(key);
    if (items.length === limit) more++;
    else items.push({ message, claims: await evidence.citeAll(claims.slice(0, SHOWN)) });
  };
  let looked = 0;
  for await (const { kind, message, claims, review } of everyItem((page) => store.flags(page), 500)) {
    if (looked++ === LOOKED_AT) break;
    if (!isRejected(review) && !CHANGED.has(kind) && claims.length > 0) await tell(message, claims);
  }
  looked = 0;
  for await (const flag of everyItem((page) => store.documentFlags({ kinds: WRONG }, page), 500)) {
    if (looked++ === LOOKED_AT) break;
    if (isRejected(flag.review)) continue;
    await tell(flag.messages, [await whereFlagged(flag, store)]);
  }
  return { kind: 'flags', items, more };
}

/** The claim that the flagged words stand in, else the words themselves. */
async function whereFlagged({ document, start, end, text }: FlagRecord, store: Store): Promise<ClaimRef> {
  const claim = await store.claimAt(document, start);
  return claim === null ? { document, claim: '', start, end, text } : refOf(claim);
}

/** What happened when, by the times that claims tell; the claim that tells most of each time. */
export async function timeline(store: Store, evidence: Evidence, limit: number): Promise<Statements<'timeline'>> {
  const byTime = new Map<string, { earliest: string; latest: string; claims: ClaimRecord[] }>();
  let looked = 0;
  for await (const { claim, earliest, latest } of everyItem((page) => store.dates({}, page), 1000)) {
    if (looked++ === LOOKED_AT) break;
    const key = `${earliest} ${latest}`;
    const time = byTime.get(key) ?? { earliest, latest, claims: [] };
    byTime.set(key, time);
    const same = time.claims.findIndex((other) => overlaps(other, claim) || other.text === claim.text);
    if (same < 0) time.claims.push(claim);
    else if (claim.text.length > time.claims[same]!.text.length) time.claims[same] = claim;
  }
  const items: FlagItem[] = [];
  let more = 0;
  for (const { earliest, latest, claims } of byTime.values()) {
    if (items.length === limit) more++;
    else {
      const cited = await evidence.citeAll(claims.slice(0, SHOWN).map(refOf));
      if (cited.length > 0) items.push({ message: inBoth((frame) => frame.time(earliest, latest)), claims: cited });
    }
  }
  return { kind: 'timeline', items, more };
}

function overlaps(a: ClaimRecord, b: ClaimRecord): boolean {
  return a.document === b.document && a.start < b.end && b.start < a.end;
}

/** What remains to be asked, read off the findings: of each conflict, of what changed, and of sources. */
export async function openQuestions(
  groups: readonly Group[],
  evidence: Evidence,
  limit: number,
): Promise<Statements<'questions'>> {
  const items: FlagItem[] = [];
  const asked = new Set<string>();
  let more = 0;
  for (const { a, b, kind, because } of groups.flatMap(({ conflicts }) => conflicts)) {
    if (kind === 'update' || kind === 'rounding' || asked.has(because.ar)) continue;
    asked.add(because.ar);
    if (items.length === limit) {
      more++;
      continue;
    }
    const claims = await evidence.citeAll([a, b]);
    const key = kind === 'drift' ? 'question changed' : 'question contested';
    const message = inBoth((frame) => frame.say(key, { because: frame.pick(because) }));
    if (claims.length === 2) items.push({ message, claims });
  }
  const tied = groups.filter(isOneSource);
  const lists = [
    ['question circle', groups.filter(isRing)],
    ['question who', tied.filter(hasUnnamed)],
    ['question second', tied.filter((group) => !hasUnnamed(group))],
  ] as const;
  for (const [key, of] of lists) {
    const claims = await evidence.citeAll(of.slice(0, SHOWN).map(({ head }) => head));
    if (claims.length > 0) items.push({ message: inBoth((frame) => frame.say(key)), claims });
  }
  return { kind: 'questions', items, more };
}

function hasUnnamed({ routes }: Group): boolean {
  return routes.nodes.some(({ named, kind }) => !named && kind === 'origin');
}

export function refOf({ document, id, start, end, text }: ClaimRecord): ClaimRef {
  return { document, claim: id, start, end, text };
}
