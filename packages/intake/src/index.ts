export type * from './document.ts';
export { filesIn } from './folder.ts';
export type { Part } from './formats/part.ts';
export { type FileRead, type FileToRead, Intake, type IntakeOptions, readAll, readFile } from './intake.ts';
export { LIMITS } from './limits.ts';
export { type PageStore, pageFolder } from './process/page-store.ts';
export type { PageToDraw, Scans, Source } from './process/protocol.ts';
