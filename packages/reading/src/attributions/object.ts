import { ANY_CLITIC } from '@isnad/text';
import { Class } from '../grammar/grammar.ts';
import { isAccusative, isRelational, nounFeatures } from '../grammar/nouns.ts';
import type { Range, Syntax } from '../grammar/syntax.ts';

/**
 * Where the object begins when a verb's subject and object stand in one row: «اتهم النائب | وزير الأشغال», «دعا الأمين
 * العام | طرفي النزاع». The row's end where there is only a subject.
 *
 * A phrase is closed by its first definite noun or name; what may follow inside it are adjectives, a title's name and
 * prepositions with their nouns. The next noun begins the object.
 */
export function objectStart(syntax: Syntax, { first, last }: Range): number {
  let at = first;
  let closed = false;
  let described = false;
  // A dual that heads a construct has lost its ن, and no construct reaches over a preposition.
  let alone = nounFeatures(syntax, first).count === 'dual';
  while (at < last) {
    const name = syntax.nameAt(at);
    if (name !== undefined && name.first === at) {
      if (closed && !isTitle(syntax, first)) return at;
      at = Math.min(last, name.last);
      // «الناشطة ليلى مراد»: one name goes with a title, a second is somebody else.
      if (closed) return nextNoun(syntax, at, last);
      closed = true;
      continue;
    }
    const quotation = syntax.has(at, Class.Quote) ? syntax.quotationFrom(at) : undefined;
    if (quotation !== undefined && quotation.close < last) {
      at = quotation.close + 1;
      closed = true;
      continue;
    }
    if (at > first && (syntax.has(at, Class.Preposition) || syntax.joinedBaOrLam(at))) {
      at = afterPrepositional(syntax, at, last);
      alone = true;
      continue;
    }
    if (syntax.has(at, Class.Definite)) {
      if (at > first && (closed || alone ? !isAdjective(syntax, at) : described)) return at;
      closed = true;
    } else if (at > first) {
      if (syntax.has(at, Class.Joined)) closed = false;
      else if (closed) return at;
      else if (isRelational(syntax, at) || isIndefiniteAdjective(syntax, at)) described = true;
      else if (isAccusative(syntax, at) || described) return at;
    }
    at++;
  }
  return last;
}

function nextNoun(syntax: Syntax, from: number, last: number): number {
  let at = from;
  while (at < last && (syntax.has(at, Class.Preposition) || syntax.joinedBaOrLam(at)))
    at = afterPrepositional(syntax, at, last);
  return at;
}

/** Over «في السودان», «باسم الحكومة»: a preposition and the noun phrase that it governs, as far as its first definite noun. */
function afterPrepositional(syntax: Syntax, at: number, last: number): number {
  let end = syntax.has(at, Class.Preposition) || syntax.lengthOf(at) === 1 ? at + 1 : at;
  while (end < last && !syntax.has(end, Class.Definite) && syntax.nameAt(end) === undefined) end++;
  const name = syntax.nameAt(end);
  return Math.min(last, name !== undefined ? name.last : end + 1);
}

function isTitle(syntax: Syntax, head: number): boolean {
  return syntax.nameAt(head) === undefined;
}

/** An adjective with the article, by its ending or the list; a known noun is none. */
function isAdjective(syntax: Syntax, token: number): boolean {
  const { words } = syntax.analysis;
  if (syntax.grammar.adjectives.at(words, token, ANY_CLITIC) === true) return true;
  if (syntax.has(token, Class.Generic | Class.Setting | Class.Body | Class.Hearer)) return false;
  if (syntax.grammar.plurals.at(words, token, ANY_CLITIC) !== undefined) return false;
  return isRelational(syntax, token) || isRelationalPlural(syntax, token);
}

/** المسؤولين العراقيين: ـيين after a plural. */
function isRelationalPlural(syntax: Syntax, token: number): boolean {
  const { norm, normStart } = syntax.analysis.tokens;
  const to = normStart[token + 1]!;
  return nounFeatures(syntax, token).count === 'plural' && norm[to - 3] === YA && norm[to - 2] === YA;
}

const YA = 0x64a;

function isIndefiniteAdjective(syntax: Syntax, token: number): boolean {
  return syntax.grammar.adjectives.at(syntax.analysis.words, token, ANY_CLITIC) === true;
}
