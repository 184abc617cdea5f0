import { z } from 'zod';
import { digest, documentId } from '../ids.ts';
import { canonical } from './canonical.ts';

/**
 * What a person may decide about: what a Reading says (a claim, an attribution, a figure, an act, a flag), and what
 * weighing says across documents (a link between two claims, a group, a claim's place in a group, a source, a flag). A decision in the
 * log names its subject by ids, and every claim that it is on by the words themselves, so that it can be carried over
 * to a later Reading and holds when groups are made anew.
 */

const offset = z.int().nonnegative();

/** W3C Web Annotation's text position and text quote selectors in one. */
export const anchor = z.strictObject({
  start: offset,
  end: offset,
  exact: z.string(),
  /** Up to 32 units before and after. */
  prefix: z.string(),
  suffix: z.string(),
});
export type Anchor = z.infer<typeof anchor>;

/** What a Reading says: claims and attributions go by their ids there, figures, acts and flags by their indexes. */
export const itemKind = z.enum(['claim', 'attribution', 'figure', 'act', 'flag']);
export type ItemKind = z.infer<typeof itemKind>;

export const reviewKind = z.enum([...itemKind.options, 'link', 'group', 'membership', 'source', 'case flag']);
export type ReviewKind = z.infer<typeof reviewKind>;

/** A claim, or another item whose kind is told beside it. */
export const itemRef = z.strictObject({ document: documentId, item: z.string().min(1) });
export type ItemRef = z.infer<typeof itemRef>;

const group = z.string().min(1);

/** What a reviewer points at. */
export const reviewSubject = z.discriminatedUnion('kind', [
  z.strictObject({ kind: itemKind, ...itemRef.shape }),
  z.strictObject({ kind: z.literal('link'), a: itemRef, b: itemRef }),
  z.strictObject({ kind: z.literal('group'), group }),
  /** A claim in a group. */
  z.strictObject({ kind: z.literal('membership'), group, ...itemRef.shape }),
  /** By its key. */
  z.strictObject({ kind: z.literal('source'), source: z.string().min(1) }),
  /** Something that is flagged across documents: of what sort, and the claims that it is about. */
  z.strictObject({ kind: z.literal('case flag'), flag: z.string().min(1), claims: z.array(itemRef).min(1) }),
]);
export type ReviewSubject = z.infer<typeof reviewSubject>;

const anchored = { ...itemRef.shape, anchor, reading: digest };

/** A claim with the words that it stood in when the decision was taken. */
export const anchoredClaim = z.strictObject(anchored);
export type AnchoredClaim = z.infer<typeof anchoredClaim>;

export const relation = z.enum(['same', 'conflict', 'unrelated']);
export type Relation = z.infer<typeof relation>;

/** The subject of a decision as it stands in the log. */
export const reviewTarget = z.discriminatedUnion('kind', [
  z.strictObject({ kind: itemKind, ...anchored }),
  /** `said`: how the two stood to each other then. */
  z.strictObject({ kind: z.literal('link'), a: anchoredClaim, b: anchoredClaim, said: relation }),
  /** `claims`: those of the group then, the oldest first; `others`: those of the group that it is merged with. */
  z.strictObject({
    kind: z.literal('group'),
    group,
    claims: z.array(anchoredClaim).min(1),
    others: z.array(anchoredClaim),
  }),
  /** `others`: the group's other claims, the oldest first; `into`: those of the group where it is said to belong. */
  z.strictObject({
    kind: z.literal('membership'),
    group,
    ...anchored,
    others: z.array(anchoredClaim),
    into: z.array(anchoredClaim),
  }),
  z.strictObject({ kind: z.literal('source'), source: z.string().min(1), name: z.string() }),
  z.strictObject({ kind: z.literal('case flag'), flag: z.string().min(1), claims: z.array(anchoredClaim).min(1) }),
]);
export type ReviewTarget = z.infer<typeof reviewTarget>;
export type ItemTarget = Extract<ReviewTarget, { kind: ItemKind }>;

export function isItemTarget(target: ReviewTarget): target is ItemTarget {
  return itemKind.options.some((kind) => kind === target.kind);
}

/** An item that a target names, with its words when the decision was taken. */
export interface TargetRef extends ItemRef {
  readonly kind: ItemKind;
  readonly anchor: Anchor;
}

/** An item that a decision names, as it is called now. */
export interface CurrentRef extends ItemRef {
  /** True when the last Reading of its document does not have it. */
  readonly lost: boolean;
}

/** All items that a target names, always in this order. */
export function refsOf(target: ReviewTarget): TargetRef[] {
  const claim = ({ document, item, anchor: words }: AnchoredClaim): TargetRef => {
    return { kind: 'claim', document, item, anchor: words };
  };
  switch (target.kind) {
    case 'link':
      return [claim(target.a), claim(target.b)];
    case 'group':
      return [...target.claims, ...target.others].map(claim);
    case 'membership':
      return [claim(target), ...target.others.map(claim), ...target.into.map(claim)];
    case 'source':
      return [];
    case 'case flag':
      return target.claims.map(claim);
    default: {
      const { kind, document, item, anchor: words } = target;
      return [{ kind, document, item, anchor: words }];
    }
  }
}

/** Whether so much of what a decision is on is lost that nothing is left to decide. */
export function isGone(target: ReviewTarget, refs: readonly CurrentRef[]): boolean {
  const lost = (from: number, to?: number): boolean => refs.slice(from, to).every((ref) => ref.lost);
  switch (target.kind) {
    case 'link':
    case 'case flag':
      return refs.some((ref) => ref.lost);
    case 'group':
      return lost(0, target.claims.length);
    case 'membership':
      return lost(0, 1) || (refs.length > 1 && lost(1));
    case 'source':
      return false;
    default:
      return lost(0);
  }
}

/**
 * What tells one subject from another: decisions with one key are about the same thing. A group goes by its oldest
 * claim, a claim's place in a group by the claim alone.
 * @param refs in the order of `refsOf`
 */
export function keyOf(target: ReviewTarget, refs: readonly CurrentRef[]): string {
  switch (target.kind) {
    case 'link':
      return linkKey(refs[0]!, refs[1]!);
    case 'group': {
      const oldest = refs.slice(0, target.claims.length).find((ref) => !ref.lost);
      return itemKey('group', oldest ?? refs[0]!);
    }
    case 'source':
      return sourceReviewKey(target.source);
    case 'case flag':
      return flagKey(target.flag, refs);
    default:
      return itemKey(target.kind, refs[0]!);
  }
}

export function itemKey(kind: ItemKind | 'group' | 'membership', { document, item }: ItemRef): string {
  return canonical([kind, document, item]);
}

export function linkKey(a: ItemRef, b: ItemRef): string {
  const inOrder = (order(a.document, b.document) || order(a.item, b.item)) < 0;
  const [first, second] = inOrder ? [a, b] : [b, a];
  return canonical(['link', first.document, first.item, second.document, second.item]);
}

export function sourceReviewKey(source: string): string {
  return canonical(['source', source]);
}

/** A flag goes by its sort and its claims, in whatever order they are told. */
export function flagKey(flag: string, claims: readonly ItemRef[]): string {
  const inOrder = claims.toSorted((a, b) => order(a.document, b.document) || order(a.item, b.item));
  return canonical(['case flag', flag, ...inOrder.flatMap(({ document, item }) => [document, item])]);
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

const CONTEXT = 32;

/** The anchor of `text.slice(start, end)`. */
export function anchorIn(text: string, start: number, end: number): Anchor {
  return {
    start,
    end,
    exact: text.slice(start, end),
    prefix: text.slice(Math.max(0, start - CONTEXT), start),
    suffix: text.slice(end, end + CONTEXT),
  };
}
