import type { OpenDocument } from '@isnad/server/api';
import type { Ink } from '../marks/ink.ts';
import type { Cell } from '../store.ts';
import type { Bracket } from './brackets.ts';
import type { MarkKind, ReaderModel } from './model.ts';
import type { TextMap } from './text-map.ts';

/** What every block of an open report has in common. */
export interface Sheet {
  /** Id of the document. */
  readonly document: string;
  readonly open: OpenDocument;
  readonly model: ReaderModel;
  readonly map: TextMap;
  readonly layers: ReadonlySet<Layer>;
  /** The unit of the text under the pointer; null for none. */
  readonly pointed: Cell<number | null>;
  inkOf(key: string | null): Ink;
  /** Who says what a bracket holds; null when the words do not tell. */
  speakerOf(bracket: Bracket): string | null;
  /** The ink of whom an attribution credits. */
  attributionInk(id: string): Ink;
  /** The ink of who says it. */
  speakerInk(bracket: Bracket): Ink;
  /** What the label of a bracket says. */
  sayingOf(bracket: Bracket): string;
  /** Ids of the brackets that credit a claim. */
  chainOf(claim: number): ReadonlySet<string>;
  setActive(mark: number | null): void;
  setTouched(bracket: string | null): void;
  choose(claim: number): void;
  /** Calls back when the element comes into view, and again when its lines may break elsewhere; the answer ends it. */
  onView(element: HTMLElement, draw: () => void): () => void;
}

/** What is marked in the text, switched by the reader. */
export type Layer = 'who' | MarkKind;
export const LAYERS: readonly Layer[] = ['who', 'figure', 'date', 'name', 'cause', 'act', 'flag'];
