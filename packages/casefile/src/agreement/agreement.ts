import type { Vote } from '../log/replay.ts';
import { lastOfEach } from '../log/standing.ts';
import { reviewKind } from '../log/subject.ts';
import { termsOf } from '../search/terms.ts';
import type { AgreementMeasure, AgreementReport, StoredDocument } from '../store/records.ts';
import type { Store } from '../store/store.ts';
import { type Alpha, nominalAlpha, type Unit } from './alpha.ts';
import { type MarkedItem, overlap, type Stretch, spanAlpha } from './spans.ts';

/** How far the reviewers of a case agree: what they decide, which words they mean, and how they label them. */

/** What several reviewers last said of one thing. */
type Said = readonly Vote[];

export async function agreementOf(store: Store): Promise<AgreementReport> {
  const votes = [...(await store.replay()).votes.values()].filter(
    ({ undone, lost }) => undone === null && lost === null,
  );
  const bySubject = [...Map.groupBy(votes, ({ key }) => key).values()].map(lastOfEach);
  const shared = bySubject.filter(({ length }) => length > 1);
  const counts = new Map<string, number>();
  for (const { by } of bySubject.flat()) counts.set(by, (counts.get(by) ?? 0) + 1);
  const spans: { [kind in 'claim' | 'attribution' | 'figure']: MarkedItem[] } = {
    claim: [],
    attribution: [],
    figure: [],
  };
  const labels: { [kind in 'claim' | 'attribution']: Unit[] } = { claim: [], attribution: [] };
  for (const [id, ofDocument] of Map.groupBy(shared, ([first]) => first!.refs[0]?.document)) {
    const document = id === undefined ? null : await store.document(id);
    if (document === null) continue;
    for (const said of ofDocument) {
      const { kind } = said[0]!.target;
      if (kind === 'claim' || kind === 'attribution' || kind === 'figure') {
        const marked = markedItem(said, document);
        if (marked !== null) spans[kind].push(marked);
      }
      if (kind === 'claim') labels.claim.push({ values: labelsOf(said, (item) => modalityOf(item, document)) });
      if (kind === 'attribution')
        labels.attribution.push({ values: labelsOf(said, (item) => stanceOf(item, document)) });
    }
  }
  return {
    reviewers: [...counts]
      .map(([name, decisions]) => ({ name, decisions }))
      .toSorted((a, b) => b.decisions - a.decisions || (a.name < b.name ? -1 : 1)),
    measures: [
      ...reviewKind.options.map((kind): AgreementMeasure => {
        const units = shared.filter(([first]) => first!.target.kind === kind);
        return measured(
          'decisions',
          kind,
          nominalAlpha(units.map((said) => ({ values: said.map(({ decision }) => decision.kind) }))),
        );
      }),
      ...(['claim', 'attribution', 'figure'] as const).map((kind) => measured('spans', kind, spanAlpha(spans[kind]))),
      ...(['claim', 'attribution'] as const).map((kind) => measured('labels', kind, nominalAlpha(labels[kind]))),
    ].filter(({ units }) => units > 0),
  };
}

function measured(
  measure: AgreementMeasure['measure'],
  kind: AgreementMeasure['kind'],
  alpha: Alpha,
): AgreementMeasure {
  return { measure, kind, ...alpha };
}

/** The words that each reviewer means: those of the content for an attribution. */
function markedItem(said: Said, { rows, reading, text }: StoredDocument): MarkedItem | null {
  const machine = machineSpan(said[0]!, rows);
  if (machine === null) return null;
  const spans = said.map(({ decision }): Stretch | null => {
    if (decision.kind === 'reject') return null;
    if (decision.kind === 'accept') return machine;
    const { correction } = decision;
    if (correction.of === 'attribution') return correction.content ?? machine;
    return correction.of === 'claim' || correction.of === 'figure' ? (correction.span ?? machine) : machine;
  });
  const touched = [machine, ...spans.filter((span) => span !== null)];
  const sentences = reading.sentences.filter((sentence) => touched.some((span) => overlap(span, sentence)));
  const start = Math.min(...[...touched, ...sentences].map((stretch) => stretch.start));
  const end = Math.max(...[...touched, ...sentences].map((stretch) => stretch.end));
  const words = [...termsOf(text.slice(start, end))].map((term) => ({
    start: start + term.start,
    end: start + term.end,
  }));
  return { words, spans };
}

function machineSpan(
  { target, refs }: Vote,
  { claims, attributions, figures }: StoredDocument['rows'],
): Stretch | null {
  const [ref] = refs;
  if (target.kind === 'attribution') {
    const row = attributions.find(({ id }) => id === ref?.item);
    return row === undefined ? null : { start: row.contentStart, end: row.contentEnd };
  }
  if (target.kind === 'figure') return figures.find(({ index }) => String(index) === ref?.item) ?? null;
  return claims.find(({ id }) => id === ref?.item) ?? null;
}

/** How those who take the item for one label it: the modality of a claim, the stance of a source. */
function labelsOf(said: Said, machine: (item: string) => string | undefined): string[] {
  return said.flatMap(({ decision, refs: [ref] }) => {
    if (decision.kind === 'reject') return [];
    const correction = decision.kind === 'correct' ? decision.correction : null;
    if (correction?.of === 'attribution' && correction.stance !== undefined) return [correction.stance];
    if (correction?.of === 'claim' && correction.modality !== undefined) return [correction.modality];
    return (ref === undefined ? undefined : machine(ref.item)) ?? [];
  });
}

function modalityOf(item: string, { rows }: StoredDocument): string | undefined {
  return rows.claims.find(({ id }) => id === item)?.modality;
}

function stanceOf(item: string, { rows }: StoredDocument): string | undefined {
  return rows.attributions.find(({ id }) => id === item)?.stance;
}
