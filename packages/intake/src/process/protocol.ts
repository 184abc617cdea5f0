import type { Part } from '../formats/part.ts';
import type { TextPage } from '../pages/line.ts';

/** What goes between the program and the processes in which parsers run. */

/** Pictures of pages that lie together, with their transcriptions: one document. */
export interface Scans {
  readonly kind: 'scans';
  readonly paths: readonly string[];
}

/** Bytes, the path of a file that the process reads itself, or a bundle of scans. */
export type Source = Uint8Array | string | Scans;

/** What a process is asked to do. */
export type Job =
  | {
      readonly kind: 'read';
      readonly source: Source;
      readonly name: string;
      /** Files inside that were read already, or ended a parser before. */
      readonly skip: number;
      /** False: pages of images are left for a person to transcribe. */
      readonly recognize: boolean;
    }
  /** The text of a page's image. */
  | { readonly kind: 'recognize'; readonly image: Uint8Array }
  /** A page's picture as PNG. */
  | ({ readonly kind: 'draw'; readonly source: Source; readonly name: string } & PageToDraw);

export interface PageToDraw {
  /** Where the document lies in its file, as it says itself. */
  readonly part: string | null;
  /** From 1. */
  readonly page: number;
  /** Pixels. */
  readonly width: number;
}

export type Request =
  | Job
  /** The part was taken. */
  | { readonly kind: 'next' }
  /** What is known of a page that the process asked for; `image` when its image is wanted. */
  | { readonly kind: 'page'; readonly id: number; readonly page: TextPage | null; readonly image: boolean };

export type Answer =
  | { readonly kind: 'part'; readonly part: Part }
  /** A file inside is begun, the `leaf`th. */
  | { readonly kind: 'begin'; readonly leaf: number; readonly part: string | null }
  | { readonly kind: 'step' }
  /** Is this page known? */
  | { readonly kind: 'page'; readonly id: number; readonly key: string }
  /** Recognise this image of it. */
  | { readonly kind: 'image'; readonly id: number; readonly key: string; readonly image: Uint8Array }
  | { readonly kind: 'recognized'; readonly page: TextPage }
  | { readonly kind: 'drawn'; readonly image: Uint8Array }
  | { readonly kind: 'failed'; readonly message: string }
  | { readonly kind: 'done'; readonly format: string };
