export { type Added, type AddOptions, add, causeOf, loadFile } from './adding/add.ts';
export {
  countFiles,
  fileSource,
  filesBelow,
  idOf,
  type Line,
  nameOf,
  recordOf,
  recordSource,
  type Source,
  uploadSource,
} from './adding/sources.ts';
export {
  type BriefingFile,
  type BriefingFormat,
  type BriefingOptions,
  brief,
  briefingFormat,
} from './briefing/brief.ts';
export { type BriefingChoice, composeBriefing } from './briefing/compose.ts';
export { type BriefingLanguage, briefingLanguage } from './briefing/frame.ts';
export { BRIEFING_STYLE } from './briefing/html.ts';
export type { Briefing, Section } from './briefing/model.ts';
export { type Case, type CaseOptions, createCase, isCase, openCase } from './case.ts';
export { bagFaults, exportBag, importBag } from './exports/bag.ts';
export { exportTables } from './exports/tables.ts';
export * from './hashing.ts';
export * from './ids.ts';
export { type Act, act, type LogEntry, type LogHead, origin, type Stamp } from './log/entry.ts';
export * from './log/review.ts';
export { isRunning } from './originals.ts';
export { AddressError, openPostgres } from './postgres/database.ts';
export { type Migration, migratePostgres, plannedMigrations } from './postgres/migrate.ts';
export { copiesOf, type IntakeDoor, openIntake, type Related, relate } from './seams.ts';
export { QueryError } from './search/error.ts';
export { type Hit, search } from './search/hit.ts';
export { sourceKey } from './sources.ts';
export type * from './store/records.ts';
export {
  BadCursor,
  CaseError,
  type ClaimFilter,
  type DateFilter,
  type DocumentFilter,
  everyItem,
  type FindingsCount,
  type FindingsFeed,
  type FlagFilter,
  type GroupFilter,
  NothingToReview,
  type ReviewFilter,
  type SourceOrder,
  type Store,
} from './store/store.ts';
export { TOOL } from './tool.ts';
export { type Verdict, verify } from './verify.ts';
export { type Weigher, weighCase, weighInThread } from './weighing.ts';
export { NameLeft, type Withheld, type WithheldKind, withheldKind } from './withholding/withholding.ts';
export { Channel, inOrder } from './work/flow.ts';
export type { ReadInput, TextRecord } from './work/input.ts';
export { preparedReading } from './work/prepare.ts';
export { Readers, type ReadersOptions } from './work/readers.ts';
