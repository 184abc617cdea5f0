import type { FormId } from '@isnad/text';
import { formOf, READINGS, Reading } from '@isnad/text';
import type { Stance } from '../contract.ts';
import type { Agreement } from '../grammar/conjugation.ts';
import { Class } from '../grammar/grammar.ts';
import type { Range, Syntax } from '../grammar/syntax.ts';
import { type CreditingPhrase, type Saying, type SayingVerb, type SayingWords, Takes } from './sayings.ts';

/** A word or phrase that may credit words to somebody. Ranges are token indexes, `last` exclusive. */
export type Cue =
  | {
      readonly kind: 'verb';
      readonly range: Range;
      readonly saying: Saying;
      readonly agreement: Agreement;
      readonly object: boolean;
    }
  | { readonly kind: 'participle'; readonly range: Range; readonly saying: Saying; readonly agreement: Agreement }
  | { readonly kind: 'noun'; readonly range: Range; readonly saying: Saying; readonly owned: boolean }
  | { readonly kind: 'phrase'; readonly range: Range; readonly phrase: CreditingPhrase; readonly verb: boolean };

export function stanceOf(cue: Cue): Stance {
  return cue.kind === 'phrase' ? cue.phrase.stance : cue.saying.stance;
}

const CONJOINED = [Reading.Whole, Reading.Conjunction] as const;

/** All cue words of a document, in order; whether they credit anything is for the complement to say. */
export function findCues(syntax: Syntax, words: SayingWords, speech: SpeechForms): Cue[] {
  const cues: Cue[] = [];
  const { count } = syntax.analysis.tokens;
  for (let token = 0; token < count; ) {
    const cue = cueAt(syntax, words, speech, token);
    if (cue !== undefined) cues.push(cue);
    token = cue === undefined ? token + 1 : cue.range.last;
  }
  return cues;
}

/** Forms of قائلا and يقول, which join the verb before them into one cue: «وأضاف قائلا», «ومضى يقول». */
export interface SpeechForms {
  readonly saying: ReadonlySet<number>;
}

function cueAt(syntax: Syntax, sayings: SayingWords, speech: SpeechForms, token: number): Cue | undefined {
  const { words } = syntax.analysis;
  if (sayings.phrases.mayBegin(words, token, 3)) {
    const match = sayings.phrases.longest(words, token, 3);
    if (match !== undefined) return phraseCue(syntax, sayings, token, match.end, match.entry);
  }
  if (sayings.idioms.longest(words, token, 3) !== undefined) return undefined;
  if (syntax.has(token, Class.Definite)) return nounCue(syntax, sayings, token);
  for (const reading of CONJOINED) {
    const form = formOf(words, token, reading);
    const verb = sayings.verbs.get(form);
    if (verb !== undefined) {
      return verbCue(verb, withSaying(syntax, speech, token), false);
    }
    const participle = sayings.participles.get(form);
    if (participle !== undefined) {
      const agreement: Agreement = { person: 3, gender: participle.gender, count: participle.count, tense: 'present' };
      return { kind: 'participle', range: { first: token, last: token + 1 }, saying: participle.saying, agreement };
    }
  }
  return particleVerb(syntax, sayings, token) ?? nounCue(syntax, sayings, token);
}

function verbCue({ saying, agreement, doubtful }: SayingVerb, range: Range, object: boolean): Cue {
  return {
    kind: 'verb',
    range,
    saying: doubtful && !saying.weak ? { ...saying, weak: true } : saying,
    agreement,
    object,
  };
}

/** سيقول, ليؤكد; يعتبرها, أبلغه. */
function particleVerb(syntax: Syntax, sayings: SayingWords, token: number): Cue | undefined {
  const { words } = syntax.analysis;
  const range = { first: token, last: token + 1 };
  const particle = sayings.verbs.get(formOf(words, token, Reading.Particle));
  if (particle !== undefined && syntax.has(token, Class.Verb)) {
    return verbCue(particle, range, false);
  }
  const pronoun = sayings.verbs.get(formOf(words, token, Reading.Pronoun));
  const objects = Takes.Label | Takes.Accused | Takes.Person;
  if (
    pronoun !== undefined &&
    words.pronoun[token]! > 0 &&
    syntax.lengthOf(token) >= 5 &&
    (pronoun.saying.takes & objects) !== 0
  ) {
    return verbCue(pronoun, range, true);
  }
  return undefined;
}

function nounCue(syntax: Syntax, sayings: SayingWords, token: number): Cue | undefined {
  const { words } = syntax.analysis;
  for (let reading = 0; reading < READINGS; reading++) {
    const saying = sayings.nouns.get(formOf(words, token, reading as Reading));
    if (saying === undefined) continue;
    return { kind: 'noun', range: { first: token, last: token + 1 }, saying, owned: reading === Reading.Pronoun };
  }
  return undefined;
}

/** «وأضاف قائلا» is one cue. */
function withSaying(syntax: Syntax, speech: SpeechForms, token: number): Range {
  const next = token + 1;
  const form = next < syntax.analysis.tokens.count ? formOf(syntax.analysis.words, next, Reading.Whole) : -1;
  return { first: token, last: speech.saying.has(form) ? next + 1 : next };
}

/** «حسب ما أفادت», «وفق ما ذكر»: the verb belongs to the phrase. */
function phraseCue(syntax: Syntax, sayings: SayingWords, token: number, end: number, phrase: CreditingPhrase): Cue {
  const { words } = syntax.analysis;
  let last = end;
  if (syntax.is(last, syntax.keywords.ma) || syntax.is(last, syntax.keywords.lima)) last++;
  const verb =
    sayings.verbs.get(formOf(words, last, Reading.Whole)) ?? sayings.verbs.get(formOf(words, last, Reading.Pronoun));
  const hasVerb = verb !== undefined && phrase.kind === 'source';
  return { kind: 'phrase', range: { first: token, last: hasVerb ? last + 1 : end }, phrase, verb: hasVerb };
}

export function speechForms(sayings: SayingWords, intern: (word: string) => FormId): SpeechForms {
  const forms = ['قائلا', 'قائلة', 'قائلين', 'يقول', 'تقول'].map(intern);
  const known = (form: FormId) => sayings.participles.get(form) !== undefined || sayings.verbs.get(form) !== undefined;
  return { saying: new Set(forms.filter(known)) };
}
