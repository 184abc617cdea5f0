import type { Reading, Span } from '@isnad/reading';
import type { ClaimRef, Findings, Group } from '@isnad/weighing';
import { documentIdOf, hashOf } from '../../src/hashing.ts';
import { type DocumentId, documentId } from '../../src/ids.ts';
import { isNamed } from '../../src/seams.ts';
import { indexTerms } from '../../src/search/terms.ts';
import { packReading, rowsOfReading } from '../../src/store/packed.ts';
import type { Arrival, PreparedDocument } from '../../src/store/records.ts';
import { sourcesOf } from '../../src/work/sources.ts';

/** Reports made for the tests, with Readings written by hand: what the readers find is not tested here. */

type Bounds = readonly [low: number | null, high: number | null];

export interface Report {
  readonly id?: string;
  readonly text: string;
  readonly title?: string;
  readonly outlet?: string;
  readonly published?: string;
  /** Words of the text, and the names they come through, origin last. */
  readonly claims?: ReadonlyArray<{ readonly words: string; readonly chain?: readonly string[] }>;
  /** A figure's value, or its bounds. */
  readonly figures?: ReadonlyArray<{ readonly words: string; readonly value: number | Bounds }>;
  /** Words that tell what somebody did, and in them those that say who and what, and why. */
  readonly acts?: ReadonlyArray<{
    readonly words: string;
    readonly who: string;
    readonly act: string;
    readonly reason?: string;
  }>;
  readonly flags?: ReadonlyArray<{ readonly words: string; readonly kind: string }>;
}

export function spanIn(text: string, words: string): Span {
  const start = text.indexOf(words);
  if (start < 0) throw new Error(`«${words}» does not stand in the text`);
  return { start, end: start + words.length, text: words };
}

export function readingOf(id: string, report: Report): Reading {
  const { text, published = null, outlet = null, claims = [], figures = [], acts = [], flags = [] } = report;
  return {
    id,
    language: 'ar',
    text,
    published,
    outlet,
    blocks: text === '' ? [] : [{ start: 0, end: text.length, text, kind: 'paragraph' }],
    sentences: [],
    entities: [],
    mentions: [],
    numbers: [],
    figures: figures.map(({ words, value }) => ({
      ...spanIn(text, words),
      low: typeof value === 'number' ? value : value[0],
      high: typeof value === 'number' ? value : value[1],
      hedge: null,
      open: false,
      vague: false,
      unit: null,
      per: null,
      kind: 'count',
    })),
    dates: [],
    attributions: claims.flatMap(({ words, chain = [] }, index) =>
      chain.slice(-1).map((name) => ({
        id: `a${index}`,
        cue: spanIn(text, words.split(' ')[0]!),
        source: null,
        resolved: name,
        entity: null,
        content: spanIn(text, words),
        kind: 'indirect' as const,
        stance: 'states' as const,
        within: null,
      })),
    ),
    claims: claims.map(({ words, chain = [] }, index) => ({
      id: `c${index}`,
      ...spanIn(text, words),
      chain: chain.map((name) => ({ entity: null, name, attribution: null })),
      modality: 'stated',
      figures: [],
      dates: [],
      mentions: [],
    })),
    causes: [],
    acts: acts.map(({ words, who, act, reason }) => ({
      ...spanIn(text, words),
      who: spanIn(text, who),
      act: spanIn(text, act),
      count: null,
      ...(reason === undefined ? {} : { reason: spanIn(text, reason), reasonKind: 'cause' }),
      attribution: null,
    })),
    flags: flags.map(({ words, kind }) => ({ kind, spans: [spanIn(text, words)], message: kind })),
  };
}

export function preparedOf(id: DocumentId, report: Report, part: string | null = null): PreparedDocument {
  const { text, title = null, outlet = null, published = null } = report;
  const reading = readingOf(id, report);
  return {
    id,
    part,
    metadata: { title, outlet, author: null, published, modified: null, address: null },
    text,
    layout: { pages: [], places: [], notes: [] },
    reading: packReading(reading),
    rows: rowsOfReading(reading),
    sources: sourcesOf(reading, outlet, isNamed),
    terms: indexTerms(text, [title, outlet]),
  };
}

/** A file of these reports, as it comes to the store. */
export function arrivalOf(place: string, ...reports: readonly Report[]): Arrival {
  const bytes = new TextEncoder().encode(JSON.stringify(reports));
  const hash = hashOf(bytes);
  return {
    original: { hash, size: bytes.length, format: 'text' },
    from: { kind: 'file', place },
    unreadable: [],
    documents: reports.map((report, index) => {
      const part = reports.length > 1 ? `part ${index + 1}` : null;
      const id = report.id === undefined ? documentIdOf(hash, part) : documentId.parse(report.id);
      return preparedOf(id, report, part);
    }),
  };
}

/** A claim of a report as findings refer to it. */
export function refTo(document: string, report: Report, index: number): ClaimRef {
  return { document, claim: `c${index}`, ...spanIn(report.text, report.claims![index]!.words) };
}

export function groupOf(id: string, claims: readonly ClaimRef[], certain: number): Group {
  return {
    id,
    claims,
    head: claims[0]!,
    routes: { nodes: [], edges: [], certain, possible: certain, ties: [], circles: [] },
    grade: certain >= 2 ? 'corroborated' : 'single route',
    because: { ar: 'مسلكان', en: 'two routes' },
    conflicts: [],
    related: [],
    links: [],
  };
}

export const NO_FINDINGS: Findings = { groups: [], copies: [], figures: [], flags: [] };
