import { IMPOSSIBLE, READINGS, Reading, TokenKind, type Words } from '@isnad/text';
import type { Analysis } from '../analysis.ts';
import type { MentionType } from '../contract.ts';
import type { Range } from '../grammar/syntax.ts';
import type { Entry } from './entry.ts';
import { rangeHash } from './features.ts';
import { Class, type Gazetteer, type Head } from './gazetteer.ts';
import { Label, type NameModel } from './model.ts';
import { tag } from './tagging.ts';

/** Names where they stand: what the tagger sees, joined with what the lists and the nouns before names know. */

/** A name in the text. */
export interface FoundName extends Range {
  readonly type: MentionType;
  /** What the lists know under this name, of its type. */
  readonly entries: readonly Entry[];
  /** The class noun before it («صحيفة»); inside the range where it is a part of the name. */
  readonly head: Head | undefined;
}

/** Words that a name in quotation marks has at most. */
const QUOTED = 7;

/** Letters of the longest acronym in Latin letters. */
const ACRONYM = 4;

/** Readings under which a name's first word may be met. */
const JOINED = (1 << Reading.Whole) | (1 << Reading.Conjunction) | (1 << Reading.Particle);

const TYPES: Readonly<Partial<Record<number, MentionType>>> = {
  [Label.BeginPerson]: 'person',
  [Label.BeginPlace]: 'place',
  [Label.BeginOrganization]: 'organization',
};

/** The names of a document, apart from one another and in order. */
export function findNames(analysis: Analysis, gazetteer: Gazetteer, model: NameModel): FoundName[] {
  const finder = new Finder(analysis, gazetteer);
  finder.tagged(tag(analysis, gazetteer, model));
  finder.listed();
  finder.quoted();
  return finder.done();
}

interface Draft extends Range {
  readonly type: MentionType;
  readonly entries: readonly Entry[];
}

class Finder {
  private readonly analysis: Analysis;
  private readonly words: Words;
  private readonly gazetteer: Gazetteer;
  private readonly drafts: (Draft | undefined)[] = [];
  /** Index + 1 of the draft that holds each token. */
  private readonly owner: Int32Array;

  constructor(analysis: Analysis, gazetteer: Gazetteer) {
    this.analysis = analysis;
    this.words = analysis.words;
    this.gazetteer = gazetteer;
    this.owner = new Int32Array(analysis.tokens.count);
  }

  tagged(labels: Uint8Array): void {
    for (let token = 0; token < labels.length; token++) {
      const type = TYPES[labels[token]!];
      if (type === undefined) continue;
      let last = token + 1;
      while (labels[last] === labels[token]! + 1) last++;
      this.place({ first: token, last, type, entries: this.entriesOf(token, last) });
    }
  }

  /** Names of the lists that the tagger passed over, or saw a part of. */
  listed(): void {
    const { names } = this.gazetteer;
    for (const { first, last } of this.analysis.sentences) {
      for (let token = first; token < last; ) {
        const match = names.mayBegin(this.words, token, JOINED) ? names.longest(this.words, token, JOINED) : undefined;
        if (match === undefined || match.end > last) {
          token++;
          continue;
        }
        const entry = this.chosen(token, match.end, match.entry);
        if (entry !== undefined) this.place({ first: token, last: match.end, type: entry.type, entries: match.entry });
        token = match.end;
      }
    }
  }

  /** The entry by which a name of the lists stands where the tagger sees no such name; undefined where it doesn't. */
  private chosen(first: number, last: number, entries: readonly Entry[]): Entry | undefined {
    const entry = entries[0]!;
    if (last - first > 1) return this.crosses(first, last) ? undefined : entry;
    if (this.owner[first] !== 0 || this.isLowerCase(first)) return undefined;
    const bits = this.gazetteer.classes[this.matchedForm(first)] ?? 0;
    const doubtful = Class.Common | Class.Given | Class.Family | Class.Role | Class.Nationality;
    return (bits & doubtful) === 0 && entry.list !== 'person' ? entry : undefined;
  }

  /** «is» is no «IS»: an acronym in Latin letters is written large, a name begins so. */
  private isLowerCase(token: number): boolean {
    const { kind, text, start, end } = this.words.tokens;
    if (kind[token] !== TokenKind.Foreign) return false;
    const word = text.slice(start[token], end[token]);
    return word.length <= ACRONYM ? word !== word.toUpperCase() : word[0] === word[0]!.toLowerCase();
  }

  private matchedForm(token: number): number {
    const { classes } = this.gazetteer;
    for (let reading = 0; reading <= Reading.Particle; reading++) {
      const form = this.words.form[token * READINGS + reading]!;
      if (form >= 0 && form < classes.length && classes[form] !== 0) return form;
    }
    return -1;
  }

  /** A name stands across the range's edge, or holds it. */
  private crosses(first: number, last: number): boolean {
    for (let token = first; token < last; token++) {
      const draft = this.drafts[this.owner[token]! - 1];
      if (draft !== undefined && (draft.first < first || draft.last > last)) return true;
      if (draft !== undefined && draft.first === first && draft.last === last) return true;
    }
    return false;
  }

  /** «كتيبة "طارق بن زياد"»: what stands in quotation marks behind a class noun is a name of that class. */
  quoted(): void {
    for (const { open, close, closed } of this.analysis.quotations) {
      if (!closed || close - open - 1 > QUOTED || close === open + 1) continue;
      const head = this.headBefore(open);
      if (head === undefined || head.type === 'document') continue;
      const first = head.type === 'organization' ? open - 1 : open + 1;
      const last = head.type === 'organization' ? close + 1 : close;
      this.place({ first, last, type: head.type, entries: this.entriesOf(open + 1, close) });
    }
  }

  /** Puts a name in the place of those that it touches. */
  private place(draft: Draft): void {
    for (let token = draft.first; token < draft.last; token++) this.remove(this.owner[token]!);
    this.drafts.push(draft);
    this.owner.fill(this.drafts.length, draft.first, draft.last);
  }

  private remove(owner: number): void {
    const draft = this.drafts[owner - 1];
    if (draft === undefined) return;
    this.owner.fill(0, draft.first, draft.last);
    this.drafts[owner - 1] = undefined;
  }

  private headBefore(token: number): Head | undefined {
    return token === 0 ? undefined : this.gazetteer.heads.at(this.words, token - 1, JOINED);
  }

  private entriesOf(first: number, last: number): readonly Entry[] {
    const match = this.gazetteer.names.longest(this.words, first, JOINED);
    return match !== undefined && match.end === last ? match.entry : [];
  }

  done(): FoundName[] {
    const names: FoundName[] = [];
    for (const draft of this.drafts) if (draft !== undefined) names.push(this.finished(draft));
    return names.sort((a, b) => a.first - b.first);
  }

  private finished({ first, last, type, entries }: Draft): FoundName {
    const head = this.headBefore(first) ?? this.gazetteer.heads.at(this.words, first, JOINED);
    const medium = type === 'organization' && (entries[0]?.type === 'media' || head?.type === 'media');
    const own = medium ? 'media' : type;
    return { first, last, type: own, entries: entries.filter((entry) => entry.type === own), head };
  }
}

/** Units of the normal form of a name's first word that stand before the name: و, ف, ب, ل, ك. */
export class Starts {
  private readonly words: Words;
  private readonly gazetteer: Gazetteer;
  /** Hashes of the words that the document has as they stand. */
  private readonly whole = new Set<number>();

  constructor(words: Words, gazetteer: Gazetteer) {
    this.words = words;
    this.gazetteer = gazetteer;
    const { norm, normStart, kind, count } = words.tokens;
    for (let token = 0; token < count; token++) {
      if (kind[token] === TokenKind.Word) this.whole.add(rangeHash(norm, normStart[token]!, normStart[token + 1]!));
    }
  }

  /** Lists decide where they know the word; else what else the document says; else only و, and ب before an article. */
  skipOf(token: number): number {
    const { words, gazetteer } = this;
    const { norm, normStart } = words.tokens;
    const base = token * READINGS;
    const from = normStart[token]!;
    const to = normStart[token + 1]!;
    const { classes } = gazetteer;
    for (let reading = 0; reading <= Reading.Particle; reading++) {
      const form = words.form[base + reading]!;
      if (form >= 0 && form < classes.length && classes[form] !== 0) return words.skip[base + reading]!;
    }
    const particle = words.skip[base + Reading.Particle]!;
    const conjunction = words.skip[base + Reading.Conjunction]!;
    for (const skip of [particle, conjunction]) {
      if (skip === IMPOSSIBLE || norm[from + skip - 1] === SIN || to - from - skip < 3) continue;
      const article = norm[from + skip] === ALEF && norm[from + skip + 1] === LAM;
      if (article || this.whole.has(rangeHash(norm, from + skip, to))) return skip;
    }
    // «وولفويتز», «ويلسون»: in names from elsewhere a و before و, ي or ا is the name's own.
    const next = norm[from + 1];
    const own = next === WAW || next === YA || next === ALEF;
    return conjunction !== IMPOSSIBLE && norm[from] === WAW && !own ? conjunction : 0;
  }
}

const ALEF = 0x627;
const SIN = 0x633;
const LAM = 0x644;
const WAW = 0x648;
const YA = 0x64a;
