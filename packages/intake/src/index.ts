export type * from './document.ts';
export type { Part } from './formats/part.ts';
export { type FileRead, type FileToRead, Intake, type IntakeOptions, readAll, readFile } from './intake.ts';
export { LIMITS } from './limits.ts';
export type { Source } from './process/protocol.ts';
