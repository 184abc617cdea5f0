/** What intake makes of bytes: documents whose text reading can trust, and what could not be read. */

/** A piece of a page: fractions of its width and height, from the top left corner, 0 … 1. */
export interface Region {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Characters `start` … `end` − 1 of the text stand on this page in this region. */
export interface PlacedRun {
  readonly start: number;
  readonly end: number;
  /** From 1. */
  readonly page: number;
  readonly region: Region;
  /** How sure the recognition of this word is (0 … 1); absent where nothing was recognised but read. */
  readonly confidence?: number;
}

/** How a page became text, and how sure that is (0 … 1). */
export interface PageReport {
  readonly page: number;
  readonly width: number;
  readonly height: number;
  readonly by: 'text layer' | 'ocr' | 'transcription';
  readonly confidence: number;
  /** False: "not readable: transcribe". What is there of its text is then none of the document's. */
  readonly readable: boolean;
  /** What recognition made of a page that isn't readable: a draft for the person who transcribes it. */
  readonly draft?: string;
  /** Why recognition gave nothing, where it broke off: its time or its memory ran out. */
  readonly trouble?: string;
  /** The name of its picture in a bundle of scans. */
  readonly image?: string;
}

/** A page of a document for reading its picture and its text side by side. */
export interface PageView {
  readonly page: number;
  readonly width: number;
  readonly height: number;
  readonly by: 'text layer' | 'ocr' | 'transcription';
  readonly confidence: number;
  readonly readable: boolean;
  /** What recognition made of a page that isn't readable. */
  readonly draft: string | null;
  /** The name of its picture in a bundle of scans. */
  readonly image: string | null;
  /** Offsets of the page's text in the document's; equal for a page without text. */
  readonly start: number;
  readonly end: number;
  readonly words: readonly PlacedRun[];
}

/** A message of a chat, characters `start` … `end` − 1 of the thread's text (its head line and its words). */
export interface Message {
  readonly start: number;
  readonly end: number;
  readonly author: string | null;
  /** ISO, with a zone only where the export states one: `2016-05-03T14:20:00`. */
  readonly time: string | null;
  /** Whom it was forwarded from: a link of the chain. */
  readonly forwardedFrom: string | null;
}

/** One document out of a file. An archive, a mailbox or a chat export gives several. */
export interface IntakeDocument {
  /** Where it lies inside its file: «مرفق 1», a thread's name, an archive's entry; null for the file itself. */
  readonly part: string | null;
  /** The format of this part, where it isn't that of the file: `pdf` for a PDF in a ZIP. */
  readonly format?: string;
  readonly text: string;
  readonly title: string | null;
  readonly outlet: string | null;
  readonly author: string | null;
  /** ISO dates. */
  readonly published: string | null;
  readonly modified: string | null;
  /** The page's own address, where its metadata gives one. */
  readonly address: string | null;
  readonly pages: readonly PageReport[];
  readonly places: readonly PlacedRun[];
  /** The messages of a chat or a mail, in order. */
  readonly messages?: readonly Message[];
  /** What was mended or doubtful, in plain words: «windows-1256 read as UTF-8, mended». */
  readonly notes: readonly IntakeNote[];
}

export interface IntakeNote {
  readonly kind: string;
  readonly message: string;
}

/** Why a file, or a part of one, gave no text. */
export interface Unreadable {
  readonly part: string | null;
  readonly kind: 'empty' | 'too large' | 'unknown format' | 'damaged' | 'encrypted' | 'time' | 'memory' | 'no text';
  /** A sentence for the person who added it, naming the cause. */
  readonly message: string;
}

export interface IntakeResult {
  /** The format that was recognised by its bytes, not by its name: `html`, `text`, `pdf` … */
  readonly format: string;
  readonly documents: readonly IntakeDocument[];
  readonly unreadable: readonly Unreadable[];
}
