/**
 * Every bound of intake, with its reason. A file that passes one is recorded as unreadable, or read as far as the
 * bound goes with a note; nothing is cut in silence.
 */
export const LIMITS = {
  /** Bytes of one file that a parser needs whole in memory: larger than any report or book of scans we have met. */
  fileBytes: 512 * 1024 * 1024,
  /** Characters of one document: fifty times the longest novel; a store and a reader must still open it. */
  textCharacters: 40_000_000,
  /** Nesting of a page's elements from which Readability, whose work grows with its square, is not asked. */
  htmlDepth: 200,
  /** Elements of a page beyond which it is no article. */
  htmlElements: 200_000,
  /** Bytes of a web page as text: a parsed page takes thirty times as much memory. */
  htmlBytes: 20 * 1024 * 1024,
  /** Resident memory of a parser's process, in MiB: three of them fit a machine of 4 GiB. */
  processMegabytes: 1280,
  /** V8's heap inside it, in MiB; the rest is for images, fonts and decoders outside the heap. */
  heapMegabytes: 768,
  /** Time in which a parser must finish a file or show a next part, page or entry; the slowest honest one took 8 s. */
  stepMilliseconds: 60_000,
  /** Files that one process reads before it is replaced, so that nothing a library keeps back adds up. */
  filesPerProcess: 2_000,
} as const;
