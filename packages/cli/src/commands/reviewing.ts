import {
  type Act,
  type AgreementMeasure,
  agreementOf,
  type Case,
  type DocumentId,
  documentId,
  Readers,
  type Reread,
  type Reviewers,
  reread,
  weighCase,
} from '@isnad/casefile';
import { complain, Failure } from '../failure.ts';
import { withCase } from '../open.ts';
import { Progress } from '../progress.ts';
import { writeLine } from '../streams.ts';

/** `isnad log`: every entry of the log, oldest first. */
export async function logCommand(folder: string, { json }: { json?: true }): Promise<void> {
  await withCase(folder, async ({ store }) => {
    let entries = await store.log(0, PAGE);
    while (entries.length > 0) {
      for (const entry of entries) {
        const { seq, at, by, clock, act } = entry;
        const when = clock === undefined ? at : `${at} (the clock said ${clock})`;
        await writeLine(json ? JSON.stringify(entry) : `${seq}  ${when}  ${by}: ${told(act)}`);
      }
      entries = await store.log(entries.at(-1)!.seq, PAGE);
    }
  });
}

const PAGE = 500;

function told(act: Act): string {
  switch (act.kind) {
    case 'case made':
      return `made the case ${act.name}`;
    case 'original kept':
    case 'original met again':
      return `${act.kind}: ${act.from.place}`;
    case 'document read':
      return `${act.kind}: ${act.document}`;
    case 'found unreadable':
      return `${act.kind}: ${act.from.place}: ${act.message}`;
    case 'weighed':
      return `weighed ${act.documents} documents: ${act.groups} groups`;
    case 'review': {
      const { target, decision, note } = act;
      const words = 'anchor' in target ? ` «${target.anchor.exact.replace(/\s+/g, ' ')}»` : '';
      return `${decision.kind} ${target.kind}${words}${note === null ? '' : ` (${note})`}`;
    }
    case 'case joined':
      return `joined the case ${act.name}, ${act.entries} entries`;
    case 'search saved':
      return `saved the search «${act.query}»`;
    case 'search looked at':
    case 'search dropped':
      return `${act.kind}: entry ${act.search}`;
    case 'undo':
      return `took back entry ${act.entry}${act.note === null ? '' : ` (${act.note})`}`;
    case 'reviewers set':
      return `${act.reviewers} must agree`;
    case 'decisions carried': {
      const lost = act.items.filter(({ outcome }) => outcome === 'lost').length;
      return `carried ${act.items.length} decisions over to the new reading of ${act.document}, ${lost} lost`;
    }
  }
}

/** `isnad agreement`: how far the reviewers of a case agree. */
export async function agreementCommand(folder: string, { json }: { json?: true }): Promise<void> {
  const agreement = await withCase(folder, ({ store }) => agreementOf(store));
  if (json) return writeLine(JSON.stringify(agreement));
  for (const { name, decisions } of agreement.reviewers) await writeLine(`${name}: ${decisions} decisions`);
  if (agreement.measures.length === 0) await writeLine('nobody has decided on what somebody else decided on');
  for (const measure of agreement.measures) await writeLine(alphaLine(measure));
}

function alphaLine({ measure, kind, alpha, units, observed }: AgreementMeasure): string {
  const value = alpha === null ? 'not to be told: all gave one answer' : alpha.toFixed(3);
  return `${measure} of ${kind}: Krippendorff’s alpha ${value} (${units} units, ${(observed * 100).toFixed(1)} % of pairs differ)`;
}

/** `isnad settings`: how many reviewers must agree. */
export async function settingsCommand(folder: string, { reviewers }: { reviewers?: Reviewers }): Promise<void> {
  await withCase(folder, async ({ store, stamp }) => {
    if (reviewers !== undefined && reviewers !== (await store.reviewers()))
      await store.setReviewers(reviewers, stamp());
    await writeLine(`reviewers who must agree: ${await store.reviewers()}`);
  });
}

/** `isnad reread`: reads documents again from their originals, and says what became of decisions. */
export async function rereadCommand(
  folder: string,
  names: readonly string[],
  { json }: { json?: true },
): Promise<void> {
  await withCase(folder, async (opened) => {
    const only = names.length === 0 ? null : await documentsNamed(opened, names);
    const readers = new Readers();
    const progress = new Progress('documents');
    const counts = { documents: 0, changed: 0, kept: 0, moved: 0, lost: 0 };
    try {
      for await (const report of reread(opened, readers, only)) {
        progress.step();
        counts.documents++;
        if (report.changed) counts.changed++;
        if (json) await writeLine(JSON.stringify(report));
        await tell(report, counts, json === true);
      }
    } finally {
      await readers.close();
    }
    progress.end();
    if (counts.changed > 0) await weighCase(opened);
    const { documents, changed, kept, moved, lost } = counts;
    if (!json)
      await writeLine(`${documents} read, ${changed} changed; decisions: ${kept} kept, ${moved} moved, ${lost} lost`);
  });
}

async function documentsNamed({ store }: Case, names: readonly string[]): Promise<Set<DocumentId>> {
  const ids = new Set<DocumentId>();
  for (const name of names) {
    const id = documentId.safeParse(name);
    if (!id.success || (await store.record(id.data)) === null) throw new Failure(name, 'the case has no such document');
    ids.add(id.data);
  }
  return ids;
}

/** Counts what became of decisions, and tells of those that moved or are lost. */
async function tell(
  report: Reread,
  counts: { kept: number; moved: number; lost: number },
  quiet: boolean,
): Promise<void> {
  if ('message' in report) return complain(`${report.document}: ${report.message}`, 1);
  for (const { outcome, entry, to } of report.items) {
    counts[outcome]++;
    if (quiet || outcome === 'kept') continue;
    await writeLine(`${report.document}: decision ${entry} ${outcome}${to === null ? '' : ` to ${to}`}`);
  }
}
