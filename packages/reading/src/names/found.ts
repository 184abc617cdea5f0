import { PROCLITIC, READINGS, Reading, TokenKind, type Words } from '@isnad/text';
import type { Analysis } from '../analysis.ts';
import type { MentionType } from '../contract.ts';
import { Class as GrammarClass, type GrammarWords } from '../grammar/grammar.ts';
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

/** Words from which on a medium's name is no chance meeting with a phrase: «الرقة تذبح في صمت». */
const SENTENCE = 4;

/** Letters of the longest acronym in Latin letters. */
const ACRONYM = 4;

/** Verbs and small words, which no person's name goes on in. */
const NO_NAME =
  GrammarClass.Verb |
  GrammarClass.Preposition |
  GrammarClass.That |
  GrammarClass.Clause |
  GrammarClass.Relative |
  GrammarClass.Auxiliary |
  GrammarClass.Negation |
  GrammarClass.Under;

/** Readings under which a name's first word may be met. */
const JOINED = (1 << Reading.Whole) | (1 << Reading.Conjunction) | (1 << Reading.Particle);

const TYPES: Readonly<Partial<Record<number, MentionType>>> = {
  [Label.BeginPerson]: 'person',
  [Label.BeginPlace]: 'place',
  [Label.BeginOrganization]: 'organization',
};

/** The names of a document, apart from one another and in order, and what the lists know of every token. */
export interface Found {
  readonly names: readonly FoundName[];
  /** Bits of the lists' classes. */
  readonly classes: Int32Array;
}

export function findNames(analysis: Analysis, { gazetteer, model, scorer }: NameWords, grammar: GrammarWords): Found {
  const { labels, classes } = tag(analysis, scorer, model);
  const finder = new Finder(analysis, gazetteer, grammar);
  finder.tagged(labels);
  finder.listed();
  finder.quoted();
  finder.eponyms();
  return { names: finder.done(), classes };
}

interface Draft extends Range {
  readonly type: MentionType;
  readonly entries: readonly Entry[];
}

class Finder {
  private readonly grammar: GrammarWords;
  private readonly analysis: Analysis;
  private readonly words: Words;
  private readonly gazetteer: Gazetteer;
  private readonly drafts: (Draft | undefined)[] = [];
  /** Index + 1 of the draft that holds each token. */
  private readonly owner: Int32Array;

  constructor(analysis: Analysis, gazetteer: Gazetteer, grammar: GrammarWords) {
    this.grammar = grammar;
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
      if (last === first + 1 && this.isNoName(first)) continue;
      const agency = this.agencyAt(first, last);
      if (agency !== undefined) this.place(agency);
      else
        for (const part of this.apart({ first, last }, type))
          this.place({ ...part, type, entries: this.entriesOf(part.first, part.last) });
    }
  }

  /** «سلمان وهولاند» are two; «ماتيو قررت» is one and a verb. */
  private apart({ first, last }: Range, type: MentionType): Range[] {
    if (type === 'organization' || this.entriesOf(first, last).length > 0) return [{ first, last }];
    for (let token = first + 1; token < last; token++) {
      if (this.isJoinedName(token)) return [{ first, last: token }, ...this.apart({ first: token, last }, type)];
      if (type === 'person' && this.isNoName(token)) return [{ first, last: token }];
    }
    return [{ first, last }];
  }

  /** و and a name of the lists, of which the whole is none. */
  private isJoinedName(token: number): boolean {
    const { classes } = this.gazetteer;
    const bits = (reading: Reading) => classes[this.words.form[token * READINGS + reading]!] ?? 0;
    const names = Class.Given | Class.Family | Class.Place | Class.Country;
    return bits(Reading.Whole) === 0 && (bits(Reading.Conjunction) & names) !== 0;
  }

  /** A verb or a small word that no list of names has. */
  private isNoName(token: number): boolean {
    if (this.matchedForm(token) >= 0) return false;
    return ((this.grammar.classes.get(this.words.form[token * READINGS]!) ?? 0) & NO_NAME) !== 0;
  }

  /** «نقلت رويترز الخبر»: no name begins with that of an agency and goes on. */
  private agencyAt(first: number, last: number): Draft | undefined {
    const match = this.gazetteer.names.longest(this.words, first, JOINED);
    if (match === undefined || match.end >= last || match.entry[0]!.kind !== 'agency') return undefined;
    return { first, last: match.end, type: 'media', entries: match.entry };
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
    if (last - first >= SENTENCE && entry.type === 'media') return entry;
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
      const begun = this.drafts[this.owner[draft.first - 1]! - 1];
      if (begun?.type === 'organization' && this.endsInTitle(begun)) {
        this.place({ ...begun, last: draft.last, entries: [] });
        continue;
      }
      const titled = draft.first > 0 && roles.readingAt(this.words, draft.first - 1, PROCLITIC) === Reading.Article;
      const noun = titled ? draft.first - 1 : draft.first;
      const head = this.headBefore(noun);
      if (head === undefined || !head.eponym || head.count !== 's' || this.owner[noun - 1] !== 0) continue;
      const first = head.type === 'organization' ? noun - 1 : noun;
      this.place({ first, last: draft.last, type: head.type, entries: [] });
    }
  }

  /** «جامعة الملك»: the person's name is still to come. */
  private endsInTitle({ first, last }: Range): boolean {
    const { heads, roles } = this.gazetteer;
    const title = roles.at(this.words, last - 1, 1 << Reading.Article);
    return title?.count === 's' && heads.at(this.words, first, JOINED)?.eponym === true;
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
    if (type === 'organization') {
      const body = entries.some((entry) => entry.type === 'organization');
      return head?.type === 'media' || (listed && !body);
    }
    return head?.type === 'media' && head.count === 's' && (listed || head.eponym);
  }
}
