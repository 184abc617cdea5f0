/**
 * Every bound of intake, with its reason. A file that passes one is recorded as unreadable, or read as far as the
 * bound goes with a note; nothing is cut in silence.
 */
export const LIMITS = {
  /** Bytes of one file that a parser needs whole in memory: larger than any report or book of scans we have met. */
  fileBytes: 512 * 1024 * 1024,
  /** Characters of one document: fifty times the longest novel; a store and a reader must still open it. */
  textCharacters: 40_000_000,

  /** Archives and messages in one another: mail forwarded as an attachment in a ZIP is three, and bombs need many. */
  archiveDepth: 6,
  /** Entries of a file, those of its inner archives included: a newspaper's ten years of pages. */
  archiveEntries: 200_000,
  /** Bytes that a file may unpack to in all, its inner archives included. */
  unpackedBytes: 64 * 1024 * 1024 * 1024,
  /** Times its packed size that an entry may unpack to: text packs to a tenth, a blank page of a bitmap to a hundredth. */
  archiveRatio: 250,
  /** Up to this size any ratio is harmless. */
  ratioFreeBytes: 8 * 1024 * 1024,

  /** Nesting of a page's elements from which Readability, whose work grows with its square, is not asked. */
  htmlDepth: 200,
  /** Elements of a page beyond which it is no article. */
  htmlElements: 200_000,
  /** Bytes of a web page: a parsed page takes thirty times as much memory. */
  htmlBytes: 20 * 1024 * 1024,
  /** Bytes of an XML document (an office text, a transcription), for the same reason. */
  xmlBytes: 100 * 1024 * 1024,
  /** Nesting of XML elements: office texts nest some thirty deep. */
  xmlDepth: 500,

  /** Pages of a PDF: the longest bound book of records. The rest is left unread, with a note. */
  pdfPages: 5_000,
  /** Glyphs of a page: a broadsheet full of small advertisements has 60,000. */
  pageGlyphs: 100_000,
  /** Pixels of an image: a broadsheet at 600 dpi has 130 million, a camera's picture 50. */
  imagePixels: 150_000_000,
  /** Pixels to which a page of a PDF is drawn: A4 at 200 dpi has 4 million, a poster is drawn smaller. */
  renderPixels: 24_000_000,
  /** Pages of one image file (TIFF). */
  imagePages: 2_000,

  /** Rows of a table that become text; a spreadsheet can have a million, and no reader reads them. */
  tableRows: 100_000,
  /** Cells of a row. */
  tableColumns: 1_000,

  /** Resident memory of a parser's process, in MiB: three of them fit a machine of 4 GiB. */
  processMegabytes: 1280,
  /** V8's heap inside it, in MiB; the rest is for images, fonts and decoders outside the heap. */
  heapMegabytes: 768,
  /** Time in which a parser must finish a file or show a next part, page or entry; the slowest honest one took 8 s. */
  stepMilliseconds: 60_000,
  /** Time that a parser may spend on one file inside all its steps: a book of 5,000 pages takes five minutes. */
  fileMilliseconds: 15 * 60_000,
  /** Time for the text of one page's image: a dense broadsheet takes 40 s. */
  recognitionMilliseconds: 180_000,
  /** Pages whose recognition a file waits for at once: enough to keep every core at work. */
  pagesInFlight: 8,
  /** Files of one archive that may end their parsers before the rest is left unread: each takes its time. */
  restarts: 10,
  /** Files that one process reads before it is replaced, so that nothing a library keeps back adds up. */
  filesPerProcess: 2_000,
} as const;
