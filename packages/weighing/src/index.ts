export { type CopySource, copies } from './copies/copies.ts';
export { type Extent, matchSentences, type SentenceMatch } from './copies/sentences.ts';
export type * from './findings.ts';
export { createWeighingLanguage, type WeighingLanguage } from './language.ts';
export { type Reason, sayReason } from './relate/reasons.ts';
export { type Related, relate } from './relate/relate.ts';
export { type Report, routesOf, type Saying, type Teller } from './routes/routes.ts';
