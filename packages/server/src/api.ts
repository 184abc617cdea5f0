/** The API's types, for the page: types only, none of them of Node. */

export type * from '@isnad/casefile/briefing';
export type * from '@isnad/casefile/records';
export type { Correction, Decision, Reviewers, ReviewRequest } from '@isnad/casefile/review';
export type { Anchor, ItemKind, ItemRef, ReviewKind, ReviewSubject, ReviewTarget } from '@isnad/casefile/subject';
export type { PageView } from '@isnad/intake/document';
export type { Reading } from '@isnad/reading';
export type {
  CaseFlag,
  ClaimRef,
  Conflict,
  CopyPair,
  FigurePoint,
  FigureSeries,
  Grade,
  Group,
  RouteEdge,
  RouteNode,
  Routes,
  SharedPassage,
} from '@isnad/weighing';
export type * from './shapes.ts';
export type * from './team/shapes.ts';
