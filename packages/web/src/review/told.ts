import type { AskedSubject, Decision, StandingDecision } from '@isnad/server/api';
import { groupHref, hrefOf, reportHref } from '../address.ts';
import type { Words } from '../words/words.ts';

/** Decisions in words: on what, where it is seen, and what was said of it. */

/** What a decision is on, as it is called now. */
export function subjectOf({ target, refs }: StandingDecision): AskedSubject | null {
  const [a, b] = refs;
  switch (target.kind) {
    case 'group':
      return { kind: 'group', group: target.group };
    case 'source':
      return { kind: 'source', source: target.source };
    case 'case flag':
      return { kind: 'case flag', flag: target.flag, claims: refs.map(refOf) };
    case 'link':
      return a === undefined || b === undefined ? null : { kind: 'link', a: refOf(a), b: refOf(b) };
    case 'membership':
      return a === undefined ? null : { kind: 'membership', group: target.group, ...refOf(a) };
    default:
      return a === undefined ? null : { kind: target.kind, ...refOf(a) };
  }
}

function refOf({ document, item }: { readonly document: string; readonly item: string }) {
  return { document, item };
}

/** The report's words that a decision is on; of a source its name. */
export function wordsOf({ target }: StandingDecision): readonly string[] {
  switch (target.kind) {
    case 'link':
      return [target.a.anchor.exact, target.b.anchor.exact];
    case 'group':
    case 'case flag':
      return target.claims.slice(0, 1).map(({ anchor }) => anchor.exact);
    case 'source':
      return [target.name];
    default:
      return [target.anchor.exact];
  }
}

/** Of what sort it is, as a message chooses by it: by names without a space. */
export function kindOf({ target }: StandingDecision): string {
  return target.kind.replace(' ', '_');
}

/** Where it is seen among its own. */
export function placeOf({ target, refs }: StandingDecision): string {
  const [ref] = refs;
  switch (target.kind) {
    case 'group':
    case 'membership':
      return groupHref(target.group);
    case 'source':
      return hrefOf({ room: 'sources', key: target.source });
    case 'link':
      return reportHref(target.a.document, target.a.item);
    case 'case flag':
      return ref === undefined ? hrefOf({ room: 'case' }) : reportHref(ref.document, ref.item);
    case 'claim':
      return reportHref(target.document, ref?.item ?? target.item);
    default: {
      const { start, end } = target.anchor;
      return hrefOf({ room: 'report', id: target.document, claim: null, at: { start, end } });
    }
  }
}

/** What somebody said of it. */
export function saidIn(words: Words, decision: Decision): string {
  if (decision.kind !== 'correct') return words.say('second.said', { kind: decision.kind });
  const { correction } = decision;
  switch (correction.of) {
    case 'claim': {
      const { chain, modality, span } = correction;
      const said = [
        ...(chain === undefined ? [] : [chainIn(words, chain)]),
        ...(modality === undefined ? [] : [words.say('modality', { modality })]),
        ...(span === undefined ? [] : [words.say('second.otherWords')]),
      ];
      return words.say('second.corrected', { said: words.list(said) });
    }
    case 'link':
      return words.say('second.relation', { relation: correction.relation });
    case 'group':
      return words.say('second.group', { how: correction.merge === undefined ? 'split' : 'merge' });
    case 'membership':
      return words.say('second.moved');
    case 'source':
      return words.say('second.source', { how: correction.merge === undefined ? 'apart' : 'merge' });
    default:
      return words.say('second.said', { kind: 'correct' });
  }
}

/** From the origin on, as a chain is told. */
function chainIn(words: Words, chain: readonly string[]): string {
  if (chain.length === 0) return words.say('chain.ownVoice');
  return words.say('second.chain', { chain: chain.join(` ${words.say('chain.from')} `) });
}
