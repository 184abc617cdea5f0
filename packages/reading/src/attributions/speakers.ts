import { ANY_CLITIC, normOf, READINGS, Reading, stem } from '@isnad/text';
import { tokenSpan } from '../analysis.ts';
import type { Agreement, Gender } from '../grammar/conjugation.ts';
import { Class } from '../grammar/grammar.ts';
import { nounFeatures } from '../grammar/nouns.ts';
import type { Range, Syntax } from '../grammar/syntax.ts';
import type { Crediting } from './attributions.ts';
import { type Namings, TITLE, TITLE_STOPS } from './namings.ts';
import { objectStart } from './object.ts';
import { nounPhrase, phraseBefore } from './source.ts';

/** Somebody who has been credited with words before. */
interface Speaker {
  readonly name: string;
  readonly entity: string | null;
  readonly gender: Gender;
  readonly plural: boolean;
  readonly crediting: Crediting;
}

type Subject = Omit<Speaker, 'crediting'>;

/** Who a source is, in full. */
export interface Resolved {
  readonly name: string;
  readonly entity: string | null;
}

/** A noun phrase is read no farther than this many tokens. */
const REACH = 14;

/** Sentences back in which the subject of a verb may be meant. */
const TOPIC = 3;

/** A noun phrase before a relative is looked for no farther back than this many tokens. */
const DESCRIBED = 8;

/**
 * Who is credited, in full: for a description or the short form of a name the fullest naming before it; for a subject
 * that is only in the verb's form the one that agrees with it, by clause before nearness.
 */
export class Speakers {
  private readonly syntax: Syntax;
  private readonly creditings: readonly Crediting[];
  private readonly namings: Namings;
  private readonly speakers: Speaker[] = [];
  private readonly stems: (string | undefined)[] = [];

  /** @param creditings all of the document's, in order; `resolve` must be asked in that order */
  constructor(syntax: Syntax, creditings: readonly Crediting[], namings: Namings) {
    this.syntax = syntax;
    this.creditings = creditings;
    this.namings = namings;
  }

  /** Null where the document does not tell. */
  resolve(crediting: Crediting): Resolved | null {
    const { cue, source } = crediting;
    if (source.last > source.first) {
      const features = nounFeatures(this.syntax, source.first);
      // The verb before a subject knows its gender better than the noun's ending does.
      const own = cue.kind === 'verb' && crediting.mark.first === cue.range.first;
      const agrees = own && (source.first > cue.range.first || cue.agreement.count === 'singular');
      const name = this.namings.nameOf(source);
      const known = name === undefined ? undefined : this.namings.genderOf(name);
      const gender = agrees ? cue.agreement.gender : (known ?? features.gender);
      return this.remember({ ...this.named(source), gender, plural: features.count !== 'singular', crediting });
    }
    if (cue.kind === 'noun' || cue.kind === 'phrase')
      return cue.kind === 'noun' && !cue.owned ? null : (this.speakers.at(-1) ?? this.anybody(crediting));
    return this.unstated(crediting, cue.agreement);
  }

  /** Whose words «على حد قوله» and «تصريحاته» are where nobody has spoken before: the subject of the clause before. */
  private anybody({ mark }: Crediting): Resolved | null {
    const { syntax } = this;
    const { first } = syntax.sentenceOf(mark.first);
    for (let verb = mark.first - 1; verb >= first; verb--) {
      const form = syntax.grammar.agreements.at(syntax.analysis.words, verb, ANY_CLITIC);
      const subject = form === undefined ? undefined : this.subjectOf(verb, mark.first, form);
      if (subject !== undefined) return subject;
    }
    return null;
  }

  private remember(speaker: Speaker): Speaker {
    this.speakers.push(speaker);
    return speaker;
  }

  private unstated(crediting: Crediting, agreement: Agreement): Speaker | null {
    const level = this.outerOf(crediting);
    // «نحن نؤكد» in somebody's own words is that somebody.
    if (agreement.person === 1) {
      const own = this.speakers.findLast((speaker) => speaker.crediting === level);
      if (own !== undefined) return this.remember({ ...own, crediting });
    }
    const clause =
      this.described(crediting, agreement) ??
      this.inSentence(crediting, agreement) ??
      this.subjectBefore(crediting, agreement);
    if (clause !== undefined) return this.remember({ ...clause, crediting });
    const agreeing = this.speakers.filter((speaker) => agreesWith(speaker, agreement));
    const same =
      agreeing.findLast(({ crediting: other }) => this.outerOf(other) === level) ??
      agreeing.at(-1) ??
      this.topicBefore(crediting, agreement);
    return same === undefined ? null : this.remember({ ...same, crediting });
  }

  /** The noun phrase that a relative clause with the cue describes: «الباحثون الذين يعتقدون أن». */
  private described({ mark }: Crediting, agreement: Agreement): Subject | undefined {
    const { syntax } = this;
    const relative = mark.first - 1;
    if (!syntax.has(relative, Class.Relative) || syntax.is(relative, syntax.keywords.ma)) return undefined;
    const { first: start } = syntax.sentenceOf(relative);
    let first = relative;
    const stops =
      Class.Verb | Class.Preposition | Class.That | Class.Clause | Class.Comma | Class.Stop | Class.Colon | Class.Dash;
    while (first > Math.max(start, relative - DESCRIBED) && !syntax.has(first - 1, stops)) first--;
    const phrase = nounPhrase(syntax, { first, last: relative });
    if (phrase.last !== relative || phrase.first === relative) return undefined;
    return { ...this.named(phrase), gender: agreement.gender, plural: agreement.count !== 'singular' };
  }

  /** The last who spoke in the same sentence, outside any content that does not hold this cue. */
  private inSentence(crediting: Crediting, agreement: Agreement): Speaker | undefined {
    const sentence = this.syntax.sentenceOf(crediting.mark.first);
    const level = this.outerOf(crediting);
    return this.speakers.findLast(
      (speaker) =>
        speaker.crediting.mark.first >= sentence.first &&
        agreesWith(speaker, agreement) &&
        (this.outerOf(speaker.crediting) === level || holdsCue(speaker.crediting, crediting)),
    );
  }

  /** The innermost crediting whose content holds the cue of this one. */
  private outerOf({ mark }: Crediting): Crediting | undefined {
    let best: Crediting | undefined;
    for (const other of this.creditings) {
      const { first, last } = other.content;
      if (first > mark.first || last < mark.last || other.mark.first === mark.first) continue;
      if (best === undefined || last - first < best.content.last - best.content.first) best = other;
    }
    return best;
  }

  /** The subject of the nearest verb before the cue in its sentence that agrees: «ألقى الرئيس كلمة أكد فيها». */
  private subjectBefore({ mark }: Crediting, agreement: Agreement): Subject | undefined {
    const { first } = this.syntax.sentenceOf(mark.first);
    for (let verb = mark.first - 1; verb >= first; verb--) {
      const subject = this.subjectOf(verb, mark.first, agreement);
      if (subject !== undefined) return subject;
    }
    return undefined;
  }

  /** Whom the sentences before tell of, where nobody has spoken yet: «وصلت الوزيرة إلى المدينة. وقالت إن». */
  private topicBefore({ mark }: Crediting, agreement: Agreement): Subject | undefined {
    const { syntax } = this;
    const { sentences } = syntax.analysis;
    const number = syntax.sentenceNumber(mark.first);
    for (let back = number - 1; back >= Math.max(0, number - TOPIC); back--) {
      const { first, last } = sentences[back]!;
      for (let verb = first; verb < last; verb++) {
        const subject = this.subjectOf(verb, last, agreement);
        if (subject !== undefined) return subject;
      }
    }
    return undefined;
  }

  /** The subject of a verb that agrees, behind it or before it, if it is somebody who can speak. */
  private subjectOf(verb: number, limit: number, agreement: Agreement): Subject | undefined {
    const { syntax, namings } = this;
    const { words } = syntax.analysis;
    if (!syntax.has(verb, Class.Verb | Class.MaybeVerb) || syntax.has(verb, Class.Auxiliary)) return undefined;
    const form = syntax.grammar.agreements.at(words, verb, ANY_CLITIC);
    if (form === undefined || form.person !== 3 || form.gender !== agreement.gender) return undefined;
    const behind = nounPhrase(syntax, { first: verb + 1, last: limit });
    const split = { first: behind.first, last: objectStart(syntax, behind) };
    const before = phraseBefore(syntax, verb, form);
    const subject = before.last > before.first ? before : split;
    if (subject.last <= subject.first || syntax.has(subject.first, Class.Number)) return undefined;
    if (!namings.canSpeak(subject)) return undefined;
    const plural = nounFeatures(syntax, subject.first).count !== 'singular';
    if (plural !== (agreement.count !== 'singular') && before.last > before.first) return undefined;
    return { ...this.named(subject), gender: agreement.gender, plural };
  }

  /** The fullest naming of a noun phrase in the text before it; its own words where none is fuller. */
  named(range: Range): Resolved {
    const { namings } = this;
    const name = namings.nameOf(range);
    const own = { name: this.withoutLam(range), entity: (name ?? namings.issuerOf(range))?.entity ?? null };
    if (name !== undefined) {
      const fullest = namings.fullest(name, range.first);
      if (fullest !== undefined && fullest.last - fullest.first > range.last - range.first)
        return { ...own, name: this.textOf(fullest) };
      // «السرايا» after «سرايا القدس»
      if (range.last - range.first > 1 || !this.syntax.has(range.first, Class.Definite)) return own;
    }
    if (range.last - range.first > 3) return own;
    const described =
      name !== undefined || isDescription(this.syntax, range) ? this.antecedent(range) : this.longForm(range);
    const papers = this.paperOf(range, described);
    if (papers !== undefined) return papers;
    if (described === undefined || !this.saysAs(described, range)) return own;
    const whose = namings.nameOf(described) ?? namings.issuerOf(described);
    return { name: this.textOf(described), entity: whose?.entity ?? null };
  }

  /** «البيان» after «قالت السرايا في بيان لها»: the paper of whoever spoke in it, where no phrase says whose it is. */
  private paperOf(range: Range, described: Range | undefined): Resolved | undefined {
    const { syntax } = this;
    if (!this.namings.isPaper(range.first) || range.last - range.first > 1) return undefined;
    if (described !== undefined && this.namings.issuerOf(described) !== undefined) return undefined;
    const wanted = this.stemOf(range.first);
    const issuer = this.speakers.findLast(({ crediting: { mark, content } }) => {
      for (let token = mark.last; token < content.first; token++)
        if (!syntax.has(token, Class.Definite) && this.stemOf(token) === wanted) return true;
      return false;
    });
    if (issuer === undefined) return undefined;
    const noun = textWithoutArticle(syntax, range.first);
    const name = issuer.name.startsWith(`${noun} `) ? issuer.name : `${noun} ${issuer.name}`;
    return { name, entity: issuer.entity };
  }

  /** The fuller phrase has every word of the shorter: «المقاومة الإسلامية» is not «المقاومة في الجنوب». */
  private saysAs(fuller: Range, range: Range): boolean {
    const { syntax } = this;
    const stems = new Set<string>();
    for (let token = fuller.first; token < fuller.last; token++) stems.add(this.stemOf(token));
    for (let token = range.first; token < range.last; token++)
      if (!syntax.has(token, Class.Demonstrative | Class.Quote) && !stems.has(this.stemOf(token))) return false;
    return true;
  }

  /** «الصحيفة» after «صحيفة المرصد»: the last noun phrase before it with the same head and more words. */
  private antecedent({ first }: Range): Range | undefined {
    const { syntax } = this;
    const head = syntax.has(first, Class.Demonstrative) ? first + 1 : first;
    const wanted = this.stemOf(head);
    let best: Range | undefined;
    for (let token = first - 1; token >= 0; token--) {
      if (this.stemOf(token) !== wanted) continue;
      const name = syntax.nameAt(token);
      // «العطار» after «المهندسة رنا العطار»
      if (name !== undefined && name.last === token + 1 && name.first < token)
        return { first: titleStart(syntax, name.first), last: name.last };
      const person = this.namings.personBefore(token);
      if (person !== undefined) return { first: person.first, last: this.phraseAt(token).last };
      const phrase = this.phraseAt(token);
      const length = phrase.last - phrase.first;
      if (length < 2) continue;
      // The nearest that names it; a longer one farther back only if the nearer is itself a description.
      if (best === undefined) best = phrase;
      if (!isDescription(syntax, phrase)) return phrase;
    }
    return best;
  }

  /** «تقرير مشترك عن منظمة الأغذية»: a document with whose it is; without an object that follows in the same row. */
  private phraseAt(token: number): Range {
    const { syntax } = this;
    const limit = this.phraseLimit(token);
    const called = this.quotedName(token, limit);
    if (called !== undefined) return called;
    const phrase = nounPhrase(syntax, { first: token, last: limit });
    const from = phrase.last;
    if (syntax.has(token, Class.Setting) && syntax.is(from, syntax.keywords.anPreposition)) {
      const whose = nounPhrase(syntax, { first: from + 1, last: syntax.sentenceOf(token).last });
      if (this.namings.canSpeak(whose)) return { first: token, last: whose.last };
    }
    if (limit !== syntax.sentenceOf(token).last && limit - token < REACH)
      return { first: token, last: this.namings.beforePerson(phrase) };
    return { first: token, last: objectStart(syntax, phrase) };
  }

  /** «صحيفة «المرصد الأهلي»» ends with the name: «لم تتمكن صحيفة «المرصد الأهلي» من الوصول». */
  private quotedName(token: number, limit: number): Range | undefined {
    const name = this.syntax.quotationFrom(token + 1);
    return name === undefined || name.close >= limit ? undefined : { first: token, last: name.close + 1 };
  }

  /** A phrase inside what a crediting names as its source ends with that. */
  private phraseLimit(token: number): number {
    for (const { source } of this.creditings) if (source.first <= token && token < source.last) return source.last;
    return Math.min(this.syntax.sentenceOf(token).last, token + REACH);
  }

  /** «تيسو» after «الهاكر الألماني هوغو تيسو»: the first place of the name's last word where more words stand before it. */
  private longForm({ first, last }: Range): Range | undefined {
    const { syntax } = this;
    const { tokens } = syntax.analysis;
    const end = syntax.has(last - 1, Class.Quote) ? last - 1 : last;
    const wanted = normOf(tokens, end - 1);
    for (let token = 0; token < first; token++) {
      if (normOf(tokens, token) !== wanted) continue;
      const start = titleStart(syntax, token);
      if (token + 1 - start > last - first) return { first: start, last: token + 1 };
    }
    return undefined;
  }

  /** The light stem of a token, found once: descriptions are looked for over the whole text before them. */
  private stemOf(token: number): string {
    const known = this.stems[token];
    if (known !== undefined) return known;
    const { tokens, words } = this.syntax.analysis;
    const norm = normOf(tokens, token);
    // The و of a word that lists know whole is its own: وكالة has the stem of الوكالة, and is not «and» something.
    const isWhole = words.form[token * READINGS + Reading.Whole]! >= 0;
    const made = stem(isWhole && norm.startsWith('و') ? `ال${norm}` : norm);
    this.stems[token] = made;
    return made;
  }

  /** «لوكالة النهر» names وكالة النهر. */
  private withoutLam(range: Range): string {
    const text = this.textOf(range);
    if (this.syntax.lengthOf(range.first) === 1 || !this.syntax.joinedLam(range.first)) return text;
    return text.replace(/^لل/, 'ال').replace(/^ل/, '');
  }

  /** A name is one line, wherever the text breaks its lines. */
  private textOf({ first, last }: Range): string {
    return tokenSpan(this.syntax.analysis.tokens, first, last).text.replace(/\s+/gu, ' ');
  }
}

function holdsCue({ content }: Crediting, { mark }: Crediting): boolean {
  return content.first <= mark.first && mark.last <= content.last;
}

/** Where the title before a name's last word begins: back over nouns and adjectives to a verb, preposition or mark. */
function titleStart(syntax: Syntax, name: number): number {
  const stops =
    TITLE_STOPS | Class.MaybeVerb | Class.Preposition | Class.Number | Class.Time | Class.Circumstance | Class.Under;
  let first = name;
  const sentence = syntax.sentenceOf(name);
  while (first > Math.max(sentence.first, name - TITLE) && !syntax.has(first - 1, stops)) {
    first--;
    if (syntax.has(first, Class.Joined) || syntax.joinedBaOrLam(first)) return first + 1;
  }
  return first;
}

/** A common noun with the article, or after هذا: it tells what, not who. */
function isDescription(syntax: Syntax, { first, last }: Range): boolean {
  if (syntax.has(first, Class.Demonstrative)) return true;
  if (!syntax.has(first, Class.Definite)) return false;
  for (let token = first; token < last; token++) if (syntax.nameAt(token) !== undefined) return false;
  return isCommonNoun(syntax, first);
}

/** True when the word without its article is in a list: a surname (السنيورة) is in none. */
function isCommonNoun(syntax: Syntax, token: number): boolean {
  return syntax.analysis.words.form[token * READINGS + Reading.Article]! >= 0;
}

function textWithoutArticle(syntax: Syntax, token: number): string {
  return tokenSpan(syntax.analysis.tokens, token, token + 1).text.replace(/^ال/, '');
}

function agreesWith(speaker: Omit<Speaker, 'crediting'>, agreement: Agreement): boolean {
  if (agreement.person === 1) return true;
  if (agreement.count !== 'singular') return speaker.plural;
  return speaker.gender === agreement.gender && !speaker.plural;
}
