/** The API's types, for the page: types only, none of them of Node. */

export type * from '@isnad/casefile/briefing';
export type * from '@isnad/casefile/records';
export type { Anchor, Correction, Decision, ReviewKind, ReviewRequest, ReviewTarget } from '@isnad/casefile/review';
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
