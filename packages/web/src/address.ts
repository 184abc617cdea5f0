/**
 * Where the reader is. It lies in the fragment of the page's address, which no browser sends to a server: neither a
 * query nor the name of a report ever stands in a log or a referrer.
 */
export type Address =
  | { readonly room: 'case' }
  | { readonly room: 'report'; readonly id: string; readonly claim: string | null; readonly at: Place | null }
  | { readonly room: 'claims'; readonly filter: ClaimsFilter }
  | { readonly room: 'group'; readonly id: string }
  /** `watch`: the number of the saved search that the query is of. */
  | { readonly room: 'search'; readonly query: string; readonly watch: number | null }
  | { readonly room: 'figures'; readonly id: string | null }
  | { readonly room: 'sources'; readonly key: string | null }
  | { readonly room: 'compare'; readonly a: string; readonly b: string }
  | { readonly room: 'times'; readonly place: string | null }
  | { readonly room: 'causes'; readonly of: string | null }
  /** Of claims that wait for a decision, of decisions that wait for a second one, or of what is not a claim. */
  | { readonly room: 'review'; readonly part: ReviewPart }
  | { readonly room: 'settings' }
  | { readonly room: 'briefing' };

export type Room = Address['room'];

export const REVIEW_PARTS = ['first', 'second', 'flags'] as const;
export type ReviewPart = (typeof REVIEW_PARTS)[number];

/** Words of a report to open at: UTF-16 units into its text. */
export interface Place {
  readonly start: number;
  readonly end: number;
}

export interface ClaimsFilter {
  readonly grade: string | null;
  /** Key of the source that claims go back to. */
  readonly origin: string | null;
  /** Key of a place that claims name. */
  readonly place: string | null;
  /** Words of a heading, under which claims stand. */
  readonly topic: string | null;
  /** Words to look for. */
  readonly q: string | null;
  /** ISO days of publication. */
  readonly from: string | null;
  readonly to: string | null;
  /** Whether only groups with claims that nobody has reviewed are shown. */
  readonly open: boolean;
}

export const ALL_CLAIMS: ClaimsFilter = {
  grade: null,
  origin: null,
  place: null,
  topic: null,
  q: null,
  from: null,
  to: null,
  open: false,
};

/** The address that a fragment (`#/report/…`) names; the case where it names none. */
export function readAddress(fragment: string): Address {
  const [path = '', search = ''] = fragment.replace(/^#?\/?/, '').split('?', 2);
  const [room, id, other] = path.split('/').map(decoded);
  const query = new URLSearchParams(search);
  if (room === 'report' && id) return { room, id, claim: query.get('claim'), at: placeOf(query.get('at')) };
  if (room === 'claims') return id ? { room: 'group', id } : { room, filter: filterOf(query) };
  if (room === 'search') return { room, query: query.get('q') ?? '', watch: Number(query.get('watch')) || null };
  if (room === 'figures') return { room, id: id || null };
  if (room === 'sources') return { room, key: id || null };
  if (room === 'compare' && id && other) return { room, a: id, b: other };
  if (room === 'times') return { room, place: query.get('place') };
  if (room === 'causes') return { room, of: query.get('of') };
  if (room === 'review') return { room, part: REVIEW_PARTS.find((part) => part === id) ?? 'first' };
  if (room === 'briefing' || room === 'settings') return { room };
  return { room: 'case' };
}

/** The fragment that names an address. */
export function hrefOf(address: Address): string {
  switch (address.room) {
    case 'case':
      return '#/';
    case 'report': {
      const at = address.at === null ? null : `${address.at.start}-${address.at.end}`;
      return `#/report/${encodeURIComponent(address.id)}${searchOf({ claim: address.claim, at })}`;
    }
    case 'claims':
      return `#/claims${searchOf({ ...address.filter, open: address.filter.open ? '1' : null })}`;
    case 'group':
      return `#/claims/${encodeURIComponent(address.id)}`;
    case 'search':
      return `#/search${searchOf({ q: address.query, watch: address.watch === null ? null : String(address.watch) })}`;
    case 'figures':
      return address.id === null ? '#/figures' : `#/figures/${encodeURIComponent(address.id)}`;
    case 'sources':
      return address.key === null ? '#/sources' : `#/sources/${encodeURIComponent(address.key)}`;
    case 'compare':
      return `#/compare/${encodeURIComponent(address.a)}/${encodeURIComponent(address.b)}`;
    case 'times':
      return `#/times${searchOf({ place: address.place })}`;
    case 'causes':
      return `#/causes${searchOf({ of: address.of })}`;
    case 'review':
      return address.part === 'first' ? '#/review' : `#/review/${address.part}`;
    case 'briefing':
    case 'settings':
      return `#/${address.room}`;
  }
}

/** Address of a report, at a claim where one is given. */
export function reportHref(id: string, claim: string | null = null): string {
  return hrefOf({ room: 'report', id, claim, at: null });
}

export function groupHref(id: string): string {
  return hrefOf({ room: 'group', id });
}

function searchOf(values: Readonly<Record<string, string | null>>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) if (value !== null && value !== '') query.set(name, value);
  return query.size === 0 ? '' : `?${query}`;
}

function filterOf(query: URLSearchParams): ClaimsFilter {
  const [from, to] = [query.get('from'), query.get('to')];
  return {
    grade: query.get('grade'),
    origin: query.get('origin'),
    place: query.get('place'),
    topic: query.get('topic'),
    q: query.get('q'),
    from: isDay(from) ? from : null,
    to: isDay(to) ? to : null,
    open: query.has('open'),
  };
}

function isDay(text: string | null): boolean {
  return text !== null && /^\d{4}-\d{2}-\d{2}$/.test(text);
}

function placeOf(text: string | null): Place | null {
  const [, start, end] = text?.match(/^(\d+)-(\d+)$/) ?? [];
  if (start === undefined || end === undefined || Number(start) >= Number(end)) return null;
  return { start: Number(start), end: Number(end) };
}

/** A fragment may be written by hand, badly. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** Address of the claims, those of one grade or from one source where they are given. */
export function claimsHref(filter: Partial<ClaimsFilter> = {}): string {
  return hrefOf({ room: 'claims', filter: { ...ALL_CLAIMS, ...filter } });
}
