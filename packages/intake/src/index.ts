export type * from './document.ts';
export { type FileFound, filesIn } from './folder.ts';
export type { Part } from './formats/part.ts';
export {
  type FileRead,
  type FileToRead,
  Intake,
  type IntakeOptions,
  type PagesDone,
  readAll,
  readFile,
} from './intake.ts';
export { LIMITS } from './limits.ts';
export { type PageFolder, type PageStore, pageFolder } from './process/page-store.ts';
export type { PageToDraw, Scans, Source } from './process/protocol.ts';
export { packedScans } from './scans/pack.ts';
export { type Anchor, anchorOf, type FoundAnchor, findAnchor } from './versions/anchor.ts';
export { withTranscription } from './versions/transcribe.ts';
export { pageView, placesOf } from './versions/view.ts';
