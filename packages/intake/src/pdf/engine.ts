import { registerHooks } from 'node:module';
import { dirname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * pdf.js, with its own data from disk and one thing added: it reads the marked content of a page but keeps the text
 * that a producer states for it (`/ActualText`) to itself, and Chromium, Word and LibreOffice state the letters of
 * Arabic ligatures and vowelled letters nowhere else.
 */

/** What is used of pdf.js. */
export interface PdfPage {
  readonly view: readonly number[];
  getViewport(options: { readonly scale: number }): PdfViewport;
  getOperatorList(): Promise<OperatorList>;
  render(options: { readonly canvas: null; readonly canvasContext: object; readonly viewport: PdfViewport }): {
    readonly promise: Promise<void>;
  };
  readonly commonObjs: { get(id: string): PdfFont };
  cleanup(): boolean;
}

export interface PdfViewport {
  readonly width: number;
  readonly height: number;
  /** The matrix from the page's own space to points from its top left corner. */
  readonly transform: readonly number[];
}

export interface PdfFont {
  readonly vertical?: boolean;
  readonly fontMatrix?: readonly number[];
  readonly isType3Font?: boolean;
  readonly ascent?: number;
  readonly descent?: number;
}

export interface OperatorList {
  readonly fnArray: readonly number[];
  readonly argsArray: ReadonlyArray<readonly unknown[] | null>;
}

export interface PdfDocument {
  readonly numPages: number;
  getPage(page: number): Promise<PdfPage>;
  getMetadata(): Promise<{ readonly info: object }>;
  readonly loadingTask: { destroy(): Promise<void> };
}

export interface Engine {
  /** Numbers of the operators by name. */
  readonly operators: Readonly<Record<string, number>>;
  /**
   * Opens a document.
   * @param imagePixels images of more pixels than this are left out
   */
  open(bytes: Uint8Array, imagePixels: number): Promise<PdfDocument>;
}

const MAIN = 'pdfjs-dist/legacy/build/pdf.mjs';
const WORKER = 'pdfjs-dist/legacy/build/pdf.worker.mjs';
const PACKAGE = join(dirname(fileURLToPath(import.meta.resolve(MAIN))), '..', '..');

/** The statement in pdf.js that drops the text, and the same that hands it on. Fixed to the version in package.json. */
const DROPS = 'args = [args[0].name, args[1] instanceof Dict ? args[1].get("MCID") : null];';
const KEEPS = `const marked = args[1] instanceof Name ? resources.get("Properties")?.get?.(args[1].name) : args[1];
            args = [args[0].name, marked instanceof Dict ? marked.get("MCID") : null, marked instanceof Dict ? marked.get("ActualText") ?? null : null];`;

let engine: Promise<Engine> | undefined;

/** pdf.js, loaded once a process. */
export function pdfEngine(): Promise<Engine> {
  engine ??= load();
  return engine;
}

async function load(): Promise<Engine> {
  const worker = import.meta.resolve(WORKER);
  const hooks = registerHooks({
    load(url, context, next) {
      const loaded = next(url, context);
      return url === worker ? { ...loaded, source: withActualText(String(loaded.source)) } : loaded;
    },
  });
  try {
    const handler: { readonly WorkerMessageHandler: unknown } = await import(worker);
    // pdf.js looks here before it starts a thread of its own; the whole process is the parser's already.
    Object.assign(globalThis, { pdfjsWorker: handler });
    const pdfjs = await import(MAIN);
    return { operators: pdfjs.OPS, open: (bytes, imagePixels) => open(pdfjs, bytes, imagePixels) };
  } finally {
    hooks.deregister();
  }
}

function withActualText(source: string): string {
  const [before, after, more] = source.split(DROPS);
  if (before === undefined || after === undefined || more !== undefined) {
    throw new Error('pdf.js has changed where it reads marked content: mend packages/intake/src/pdf/engine.ts');
  }
  return before + KEEPS + after;
}

interface Pdfjs {
  getDocument(options: object): { readonly promise: Promise<PdfDocument> };
}

function open(pdfjs: Pdfjs, bytes: Uint8Array, imagePixels: number): Promise<PdfDocument> {
  const data = (folder: string) => join(PACKAGE, folder) + sep;
  return pdfjs.getDocument({
    // pdf.js takes the buffer for itself.
    data: new Uint8Array(bytes),
    cMapUrl: data('cmaps'),
    standardFontDataUrl: data('standard_fonts'),
    wasmUrl: data('wasm'),
    iccUrl: data('iccs'),
    maxImageSize: imagePixels,
    disableFontFace: true,
    useSystemFonts: false,
    enableXfa: false,
    stopAtErrors: false,
    verbosity: 0,
  }).promise;
}
