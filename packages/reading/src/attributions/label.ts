import { Class } from '../grammar/grammar.ts';
import type { Range, Syntax } from '../grammar/syntax.ts';
import type { Crediting } from './attributions.ts';
import { type CreditsOnward, contentOf } from './content.ts';
import type { Cue } from './cue.ts';
import { objectStart } from './object.ts';
import { nounPhrase, phraseBefore } from './source.ts';

/** How far a label may stand from its verb. */
const REACH = 25;

/**
 * «وصفها بأنها كارثة», «اعتبره البعض انتصارا», «يصف الرسائل بالمزورة»: the label is what was said. Where the thing is
 * named between verb and label and no أن comes, it is a part of the content.
 */
export function labelling(syntax: Syntax, cue: Cue & { kind: 'verb' }, onward: CreditsOnward): Crediting | undefined {
  const sentence = syntax.sentenceOf(cue.range.first);
  const limit = Math.min(sentence.last, cue.range.last + REACH);
  const ba = syntax.has(cue.range.last, Class.Quote) ? undefined : baBefore(syntax, cue.range.last, limit);
  if (ba !== undefined) return withBa(syntax, cue, ba, onward);
  return cue.object ? withoutBa(syntax, cue, limit, onward) : undefined;
}

/** The first ب (or بأن) of the cue's clause. */
function baBefore(syntax: Syntax, from: number, limit: number): number | undefined {
  for (let at = from; at < limit; at++) {
    if (syntax.has(at, Class.Stop | Class.Comma | Class.Clause)) return undefined;
    if (at > from && syntax.has(at, Class.Verb)) return undefined;
    if (syntax.has(at, Class.That)) return syntax.joinedBa(at) ? at : undefined;
    if (syntax.joinedBa(at) && !syntax.has(at, Class.Adverb | Class.Circumstance)) return at;
  }
  return undefined;
}

function withBa(syntax: Syntax, cue: Cue & { kind: 'verb' }, ba: number, onward: CreditsOnward): Crediting | undefined {
  const that = syntax.has(ba, Class.That);
  const between = { first: cue.range.last, last: ba };
  const after = nounPhrase(syntax, between);
  const named = after.last > after.first;
  // With a pronoun for the thing, what stands between is who says so; else it is the thing.
  const split = cue.object || !named ? after.last : objectStart(syntax, after);
  const both = split > after.first && split < after.last;
  const source =
    cue.object && named
      ? after
      : both
        ? { first: after.first, last: split }
        : phraseBefore(syntax, cue.range.first, cue.agreement);
  const first = that ? ba + 1 : !cue.object && named ? (both ? split : between.first) : ba;
  if (first >= syntax.sentenceOf(cue.range.first).last) return undefined;
  const content = contentOf(syntax, cue, { opener: 'label', subject: between, content: first }, onward);
  return crediting(cue, source, content, `${cue.saying.lemma} + label`);
}

/** «اعتبرها البعض تجسيدا …»: who says so, then an indefinite noun. */
function withoutBa(
  syntax: Syntax,
  cue: Cue & { kind: 'verb' },
  limit: number,
  onward: CreditsOnward,
): Crediting | undefined {
  const { first } = { first: cue.range.last };
  if (first >= limit || syntax.has(first, Class.Stop | Class.Comma | Class.That)) return undefined;
  let label = first;
  while (label < limit && !isIndefinite(syntax, label)) {
    if (syntax.has(label, Class.Stop | Class.Comma | Class.Clause | Class.Verb)) return undefined;
    label++;
  }
  if (label >= limit) label = first;
  const source = nounPhrase(syntax, { first, last: label });
  const content = contentOf(syntax, cue, { opener: 'label', subject: { first, last: label }, content: label }, onward);
  return crediting(cue, source, content, `${cue.saying.lemma} + label`);
}

/** An indefinite noun in the accusative, or the first word in quotation marks. */
function isIndefinite(syntax: Syntax, token: number): boolean {
  if (syntax.has(token, Class.Quote)) return true;
  if (syntax.has(token, Class.Definite | Class.Preposition) || syntax.nameAt(token) !== undefined) return false;
  const { tokens } = syntax.analysis;
  const last = tokens.norm[tokens.normStart[token + 1]! - 1];
  return last === 0x627 && syntax.lengthOf(token) >= 4;
}

function crediting(
  cue: Cue & { kind: 'verb' },
  source: Range,
  content: { range: Range; kind: Crediting['kind'] },
  why: string,
): Crediting | undefined {
  if (content.range.last <= content.range.first) return undefined;
  return { cue, mark: cue.range, source, content: content.range, kind: content.kind, stance: cue.saying.stance, why };
}
