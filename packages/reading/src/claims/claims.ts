import { CONJOINED, Table, tokenAt, type Vocabulary } from '@isnad/text';
import { tokenSpan } from '../analysis.ts';
import type { Attribution, Cause, ChainLink, Claim, DateSpan, Figure, Mention, Modality, Span } from '../contract.ts';
import { conjugate } from '../grammar/conjugation.ts';
import { Class } from '../grammar/grammar.ts';
import { isVerbalNoun } from '../grammar/nouns.ts';
import type { Range, Syntax } from '../grammar/syntax.ts';
import { type LanguageFiles, ListError, rowsOf } from '../lists.ts';
import { assertions, describedNouns, hasVerb, type Joints, trim } from './segments.ts';

/** Words that tell how a claim is put. */
export interface ClaimWords {
  readonly modalities: Table<Modality>;
}

/** @throws ListError when modalities.tsv names a modality that there is not */
export function compileClaims(files: LanguageFiles, vocabulary: Vocabulary): ClaimWords {
  const modalities = new Table<Modality>(vocabulary);
  for (const { word, present, modality } of rowsOf(files, 'modalities.tsv', ['word', 'present', 'modality'])) {
    if (modality !== 'planned' && modality !== 'hedged')
      throw new ListError(`modalities.tsv: «${word}» has a modality «${modality}» that there is not`);
    if (present === '') modalities.set(word, modality);
    else
      for (const { form, agreement } of conjugate(word, present))
        if (agreement.person === 3) modalities.set(form, modality);
  }
  return { modalities };
}

/** What the layers before found, as far as claims need it. */
export interface ClaimMatter {
  readonly attributions: readonly Attribution[];
  readonly causes: readonly Cause[];
  readonly figures: readonly Figure[];
  readonly dates: readonly DateSpan[];
  readonly mentions: readonly Mention[];
}

/** Marks and words that a claim about a figure does not reach over. */
const PIECE_ENDS =
  Class.Comma |
  Class.Stop |
  Class.Colon |
  Class.Dash |
  Class.Open |
  Class.Close |
  Class.Clause |
  Class.That |
  Class.Quote;

/** A claim is not made of fewer tokens than this, unless a figure is in it. */
const SHORTEST = 2;

interface Draft {
  readonly range: Range;
  readonly presupposed: boolean;
}

/**
 * The single assertions of a document, each with its chain. What a source claimed is kept apart from the fact that it
 * was claimed; what no attribution reaches has an empty chain and is the document's own.
 */
export function claimsOf(syntax: Syntax, words: ClaimWords, matter: ClaimMatter): Claim[] {
  const joints = jointsOf(syntax, matter);
  const clauses = [...clauseClaims(syntax, joints, matter.attributions), ...impliedClaims(syntax, joints, matter)];
  const drafts = unique([...clauses, ...figureClaims(syntax, clauses, matter.figures)]);
  drafts.sort((a, b) => a.range.first - b.range.first || b.range.last - a.range.last);
  return drafts.map((draft, index) => claimOf(syntax, words, draft, index, matter));
}

/** Offsets at which a claim must end: where attributed words begin and end, and where the words of crediting stand. */
function clauseClaims(syntax: Syntax, joints: Joints, attributions: readonly Attribution[]): Draft[] {
  const drafts: Draft[] = [];
  const { sentences, blocks } = syntax.analysis;
  const frames = framesOf(syntax, attributions);
  let block = 0;
  for (const sentence of sentences) {
    while (blocks[block]!.last <= sentence.first) block++;
    const { kind } = blocks[block]!;
    if (kind === 'dateline' || kind === 'heading') continue;
    let first = sentence.first === blocks[block]!.first ? behindDateline(syntax, sentence) : sentence.first;
    const flush = (last: number) => {
      if (last > first)
        drafts.push(...assertions(syntax, joints, { first, last }).map((range) => ({ range, presupposed: false })));
    };
    for (let at = sentence.first; at < sentence.last; ) {
      const frame = frames.get(at);
      if (frame === undefined) {
        at++;
        continue;
      }
      flush(at);
      if (frame.claimed)
        drafts.push({
          range: trim(syntax, { first: at, last: Math.min(frame.end, sentence.last) }),
          presupposed: false,
        });
      at = Math.max(at + 1, Math.min(frame.last, sentence.last));
      first = at;
    }
    flush(sentence.last);
  }
  return drafts;
}

/** Tokens of a dateline within a paragraph at most. */
const DATELINE = 10;

/** Where a paragraph's words begin behind a place, a dash and whoever reports from there: «الصفصاف - وكالة السهل: أعلن …». */
function behindDateline(syntax: Syntax, { first, last }: Range): number {
  let dashed = false;
  for (let at = first; at < Math.min(last, first + DATELINE); at++) {
    if (syntax.has(at, Class.Verb | Class.Stop | Class.Quote)) return first;
    if (syntax.has(at, Class.Dash)) dashed = true;
    if (syntax.has(at, Class.Colon)) return dashed ? at + 1 : first;
  }
  return first;
}

interface Frame {
  /** The token after the words of crediting. */
  readonly last: number;
  /** The token after all that tells that it was claimed, the claimed words included. */
  readonly end: number;
  /** True when that it was claimed is itself a claim: somebody's pretext, denial or allegation told by another. */
  readonly claimed: boolean;
}

/** The words of crediting (cue, source and what joins them to the content), by the token they begin at. */
function framesOf(syntax: Syntax, attributions: readonly Attribution[]): Map<number, Frame> {
  const frames = new Map<number, Frame>();
  const { tokens } = syntax.analysis;
  for (const { cue, source, content, stance, within } of attributions) {
    // A pretext's actor stands in the clause before it, which is told by itself.
    const apart =
      source !== null && source.end < cue.start && tokenAt(tokens, cue.start) - tokenAt(tokens, source.end - 1) > 2;
    const start = source !== null && !apart ? Math.min(cue.start, source.start) : cue.start;
    const first = tokenAt(tokens, start);
    const contentFirst = tokenAt(tokens, content.start);
    const contentLast = tokenAt(tokens, content.end - 1) + 1;
    const inside = content.start <= start && content.end > cue.end;
    const crediting = Math.max(cue.end, apart ? 0 : (source?.end ?? 0));
    const last = inside || content.end <= start ? tokenAt(tokens, crediting - 1) + 1 : contentFirst;
    const claimed = within !== null && (stance === 'alleges' || stance === 'denies') && contentFirst > first && !apart;
    const known = frames.get(first);
    if (known === undefined || known.last < last)
      frames.set(first, { last, end: Math.max(last, contentLast), claimed });
  }
  return frames;
}

function jointsOf(syntax: Syntax, { figures, causes, attributions }: ClaimMatter): Joints {
  const { tokens, words } = syntax.analysis;
  return {
    after: (token) => syntax.grammar.additions.longest(words, token, CONJOINED)?.end,
    figureStarts: new Set(figures.map(({ start }) => tokenAt(tokens, start))),
    ends: new Set(attributions.map(({ content }) => tokenAt(tokens, content.end - 1) + 1)),
    bounds: new Set(
      attributions.flatMap(({ cue, content }) => [
        tokenAt(tokens, cue.start),
        tokenAt(tokens, cue.end - 1) + 1,
        tokenAt(tokens, content.start),
        tokenAt(tokens, content.end - 1) + 1,
      ]),
    ),
    causeStarts: new Set(
      causes
        .filter(({ kind }) => kind !== 'purpose')
        .map(({ marker }) => tokenAt(tokens, marker.start))
        .filter((token) => !syntax.has(token, Class.Verb | Class.MaybeVerb)),
    ),
  };
}

/**
 * What tells a figure beside the claims of clauses: each part of a whole («بينهم 275 امرأة و17 قاصرا»), and a figure that
 * stands in no claim, with the words around it up to the next marks.
 */
function figureClaims(syntax: Syntax, drafts: readonly Draft[], figures: readonly Figure[]): Draft[] {
  const found: Draft[] = [];
  const ranges = figures.map((figure) => syntax.rangeOf(figure));
  figures.forEach((figure, index) => {
    const range = ranges[index]!;
    const sentence = syntax.sentenceOf(range.first);
    const part =
      figure.role === 'part' && drafts.some(({ range: { first, last } }) => first < range.first && range.last <= last);
    const told = drafts.some(({ range: { first, last } }) => first <= range.first && range.last <= last);
    if (told && !part) return;
    let { first, last } = range;
    while (
      first > sentence.first &&
      !syntax.has(first - 1, PIECE_ENDS) &&
      !ranges.some((other) => other.last === first && other !== range)
    )
      first--;
    while (
      last < sentence.last &&
      !syntax.has(last, PIECE_ENDS | Class.Joined) &&
      !ranges.some((other) => other.first === last)
    )
      last++;
    found.push({
      range: part ? { first: Math.max(first, range.first - 1), last: range.last } : trim(syntax, { first, last }),
      presupposed: false,
    });
  });
  return found;
}

/** Claims that stand in noun phrases: described nouns, and what stated causes take for granted. */
function impliedClaims(syntax: Syntax, joints: Joints, { causes }: ClaimMatter): Draft[] {
  const drafts: Draft[] = [];
  for (const sentence of syntax.analysis.sentences) {
    for (const range of describedNouns(syntax, joints, sentence)) drafts.push({ range, presupposed: true });
  }
  for (const { cause, effect, marker, kind } of causes) {
    if (kind === 'purpose' || kind === 'pretext') continue;
    const behind = syntax.rangeOf(effect.start > marker.start ? effect : cause);
    if (impliesEvent(syntax, behind)) drafts.push({ range: behind, presupposed: true });
    const before = syntax.rangeOf(effect.start > marker.start ? cause : effect);
    if (kind === 'cause' && before.last - before.first >= 4) drafts.push({ range: before, presupposed: true });
  }
  return drafts;
}

/** A verbal noun, a clause or a long noun phrase: more than a name for what caused it. */
function impliesEvent(syntax: Syntax, { first, last }: Range): boolean {
  return isVerbalNoun(syntax, first) || last - first >= 4 || hasVerb(syntax, first, last);
}

/** Of claims that say nearly the same words, the first stays: clauses before what they presuppose. */
function unique(drafts: readonly Draft[]): Draft[] {
  const kept: Draft[] = [];
  for (const draft of drafts) {
    const { first, last } = draft.range;
    if (last - first < SHORTEST) continue;
    const twin = kept.some(({ range }) => {
      const shared = Math.min(range.last, last) - Math.max(range.first, first);
      return shared / (Math.max(range.last, last) - Math.min(range.first, first)) >= 0.75;
    });
    if (!twin) kept.push(draft);
  }
  return kept;
}

function claimOf(
  syntax: Syntax,
  words: ClaimWords,
  { range, presupposed }: Draft,
  index: number,
  matter: ClaimMatter,
): Claim {
  const span = tokenSpan(syntax.analysis.tokens, range.first, range.last);
  const links = matter.attributions.filter((attribution) => reaches(attribution, span));
  links.sort(
    (a, b) => b.content.end - b.content.start - (a.content.end - a.content.start) || a.cue.start - b.cue.start,
  );
  const open = matter.attributions.filter((attribution) => mayReach(attribution, span)).map(({ id }) => id);
  return {
    id: `c${index + 1}`,
    ...span,
    chain: chainOf(links),
    modality: modalityOf(syntax, words, range, links),
    figures: indexesWithin(matter.figures, span),
    dates: indexesWithin(matter.dates, span),
    mentions: indexesWithin(matter.mentions, span),
    ...(presupposed ? { presupposed: true } : {}),
    ...(open.length > 0 ? { chainOpen: open } : {}),
  };
}

/** An attribution reaches a claim that lies in its content; a claim that tells the crediting itself is not reached. */
function reaches({ content, cue }: Attribution, claim: Span): boolean {
  const shared = Math.min(content.end, claim.end) - Math.max(content.start, claim.start);
  if (shared < (claim.end - claim.start) * 0.8) return false;
  return !(cue.start >= claim.start && cue.end <= claim.end && content.start > cue.start);
}

function mayReach({ open }: Attribution, claim: Span): boolean {
  if (open === undefined) return false;
  const shared = Math.min(open.end, claim.end) - Math.max(open.start, claim.start);
  return shared >= (claim.end - claim.start) * 0.8;
}

/** Links from the outermost relay to the origin; the same name twice in a row is one link. */
function chainOf(attributions: readonly Attribution[]): ChainLink[] {
  const links: ChainLink[] = [];
  for (const { id, entity, resolved, source, told } of attributions) {
    const name = resolved ?? source?.text ?? UNNAMED;
    if (told !== undefined && !links.some((link) => isSame(link, told))) links.push({ ...told, attribution: null });
    const last = links[links.length - 1];
    if (last !== undefined && isSame(last, { name, entity })) links[links.length - 1] = { ...last, attribution: id };
    else links.push({ entity, name, attribution: id });
  }
  return links;
}

function isSame(link: Pick<ChainLink, 'name' | 'entity'>, other: Pick<ChainLink, 'name' | 'entity'>): boolean {
  return link.name === other.name || (link.entity !== null && link.entity === other.entity);
}

/** The name of a link that the document leaves without one. */
export const UNNAMED = 'غير مسمى';

function modalityOf(
  syntax: Syntax,
  words: ClaimWords,
  { first, last }: Range,
  links: readonly Attribution[],
): Modality {
  const stances = new Set(links.map(({ stance }) => stance));
  if (stances.has('denies')) return 'denied';
  if (stances.has('alleges')) return 'alleged';
  for (let at = first; at < last; at++) {
    const modality = words.modalities.at(syntax.analysis.words, at, CONJOINED);
    if (modality !== undefined) return modality;
  }
  if (stances.has('expects') || stances.has('warns')) return 'hedged';
  return stances.has('demands') ? 'planned' : 'stated';
}

function indexesWithin(spans: readonly Span[], { start, end }: Span): number[] {
  const indexes: number[] = [];
  spans.forEach((span, index) => {
    if (span.start >= start && span.end <= end) indexes.push(index);
  });
  return indexes;
}
