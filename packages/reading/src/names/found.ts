import { PROCLITIC, READINGS, Reading, TokenKind, type Words } from '@isnad/text';
import type { Analysis } from '../analysis.ts';
import type { MentionType } from '../contract.ts';
import type { Range } from '../grammar/syntax.ts';
import type { Entry } from './entry.ts';
import { Class, type Gazetteer, type Head } from './gazetteer.ts';
import { Label } from './model.ts';
import { tag } from './tagging.ts';
import type { NameWords } from './words.ts';

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
export function findNames(analysis: Analysis, { gazetteer, model, scorer }: NameWords): FoundName[] {
  const finder = new Finder(analysis, gazetteer);
  finder.tagged(tag(analysis, scorer, model));
  finder.listed();
  finder.quoted();
  finder.eponyms();
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
      // «إن داعش»: a particle before a name is none of it.
      const first = last > token + 1 && this.words.form[token * READINGS] === this.gazetteer.that ? token + 1 : token;
      this.place({ first, last, type, entries: this.entriesOf(first, last) });
    }
  }

  /** Names of the lists that the tagger passed over; where it sees a name of its own, it knows better. */
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
    for (let token = first; token < last; token++) if (this.owner[token] !== 0) return undefined;
    if (last - first > 1) return entry;
    if (this.isLowerCase(first)) return undefined;
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

  /** «كتيبة "طارق بن زياد"»: what stands in quotation marks behind a class noun is a name of that class. */
  quoted(): void {
    for (const { open, close, closed } of this.analysis.quotations) {
      if (!closed || close - open - 1 > QUOTED || close === open + 1) continue;
      const head = this.headBefore(open);
      if (head === undefined || head.type === 'document') continue;
      const whole = head.type === 'organization' && head.eponym;
      const first = whole ? open - 1 : open + 1;
      this.place({ first, last: whole ? close + 1 : close, type: head.type, entries: this.entriesOf(open + 1, close) });
    }
  }

  /** «كتيبة طارق بن زياد», «جامعة الملك سعود»: a thing that is called by a person's name. */
  eponyms(): void {
    for (const draft of [...this.drafts]) {
      if (draft?.type !== 'person') continue;
      const { roles } = this.gazetteer;
      const titled = draft.first > 0 && roles.readingAt(this.words, draft.first - 1, PROCLITIC) === Reading.Article;
      const noun = titled ? draft.first - 1 : draft.first;
      const head = this.headBefore(noun);
      if (head === undefined || !head.eponym || head.count !== 's' || this.owner[noun - 1] !== 0) continue;
      const first = head.type === 'organization' ? noun - 1 : noun;
      this.place({ first, last: draft.last, type: head.type, entries: [] });
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
    const before = this.headBefore(first);
    const inside = this.gazetteer.heads.at(this.words, first, JOINED);
    const head = before ?? inside;
    const own = this.isMedium(type, entries, head) ? 'media' : type;
    const bare = inside?.type === 'media' && inside.eponym && last > first + 1 ? first + 1 : first;
    const known = entries.length === 0 ? this.entriesOf(bare, last) : entries;
    return { first: bare, last, type: own, entries: known.filter((entry) => entry.type === own), head };
  }

  /** «صحيفة الرياض» is no city, «قناة السويس» no channel. */
  private isMedium(type: MentionType, entries: readonly Entry[], head: Head | undefined): boolean {
    const listed = entries.some((entry) => entry.type === 'media');
    if (type === 'organization') return head?.type === 'media' || entries[0]?.type === 'media';
    return head?.type === 'media' && head.count === 's' && (listed || head.eponym);
  }
}
