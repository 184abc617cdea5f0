export { type Added, type AddOptions, add, causeOf, loadFile } from './adding/add.ts';
export { type Reread, reread } from './adding/reread.ts';
export {
  countFiles,
  fileSource,
  filesBelow,
  filesOf,
  idOf,
  type Line,
  nameOf,
  pathOf,
  recordOf,
  recordSource,
  type Source,
  uploadSource,
} from './adding/sources.ts';
export { agreementOf } from './agreement/agreement.ts';
export { PASSPHRASE, sealCase, sealedFile, unsealCase } from './at-rest/seal.ts';
export {
  type BriefingFile,
  type BriefingFormat,
  type BriefingOptions,
  brief,
  briefingFormat,
} from './briefing/brief.ts';
export { caseTopics } from './briefing/case-topics.ts';
export { type BriefingChoice, type BriefingPart, briefingPart, composeBriefing } from './briefing/compose.ts';
export { type BriefingLanguage, briefingLanguage } from './briefing/frame.ts';
export { BRIEFING_STYLE } from './briefing/html.ts';
export type { Briefing, Section } from './briefing/model.ts';
export { type Case, type CaseOptions, createCase, isCase, openCase } from './case.ts';
export { causeGraph } from './cause-graph.ts';
export { contradictions } from './contradictions.ts';
export { bagFaults, importBag } from './exports/bag.ts';
export { type Exported, type ExportFormat, type ExportOptions, exportCase, exportFormat } from './exports/export.ts';
export * from './hashing.ts';
export * from './ids.ts';
export { isRunning } from './incoming.ts';
export { type JoinConflict, type Joined, joinCase } from './joining/join.ts';
export { type Act, act, type LogEntry, type LogHead, origin, type Stamp } from './log/entry.ts';
export { DecisionsReplay, type Vote } from './log/replay.ts';
export * from './log/review.ts';
export * from './log/subject.ts';
export { moveCase } from './moving/move.ts';
export type { Originals } from './originals.ts';
export { pageImage, pageWords } from './pages/page.ts';
export { type Transcription, transcribe } from './pages/transcribe.ts';
export { versionsOf } from './pages/versions.ts';
export { placesNamed } from './places.ts';
export { addressOf, isAddress, placeOf, shownPlace } from './postgres/address.ts';
export { AddressError, openPostgres } from './postgres/database.ts';
export { migratePostgres, plannedMigrations } from './postgres/migrate.ts';
export { type CaseEntry, CaseServer } from './postgres/server.ts';
export { type Custody, custodyOf } from './proof/custody.ts';
export { askForStamp, keepStamp, type Proof, signLog } from './proof/proofs.ts';
export { type LogRoot, rootOf } from './proof/root.ts';
export { makeKey } from './proof/signing.ts';
export type { Stamped } from './proof/time-stamp.ts';
export { copiesOf, type IntakeDoor, openIntake, type Related, relate } from './seams.ts';
export { QueryError, type QueryNote } from './search/error.ts';
export { type Explanation, explainQuery } from './search/explain.ts';
export { searchScope } from './search/fields.ts';
export { type Hit, search } from './search/hit.ts';
export { countNew, searchNew } from './search/saved.ts';
export { sourceKey } from './sources.ts';
export { type Migration, MigrationError } from './sql/migrations.ts';
export type * from './store/records.ts';
export {
  BadCursor,
  CaseBusy,
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
  type QueueRequest,
  type ReviewFilter,
  type StandingFilter,
  type Store,
} from './store/store.ts';
export { TOOL } from './tool.ts';
export { type Verdict, type VerifyOptions, verify } from './verify.ts';
export { type Weigher, weighCase, weighInThread } from './weighing.ts';
export { NameLeft, type Withheld, type WithheldKind, withheldKind } from './withholding/withholding.ts';
export { Channel, inOrder } from './work/flow.ts';
export type { ReadInput, TextRecord } from './work/input.ts';
export { preparedReading } from './work/prepare.ts';
export { Readers, type ReadersOptions } from './work/readers.ts';
