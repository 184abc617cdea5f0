import { kinOf } from './kin.ts';
import type { Clause, Query, Simple } from './query.ts';
import type { Word } from './word.ts';

/** Whether words of a text satisfy a clause: what the index answers for whole documents, for a claim by itself. */
export function holds(clause: Clause, said: readonly Word[]): boolean {
  if (clause.kind !== 'near') return startsOf(clause, said, 'form').length > 0;
  const [firsts, seconds] = [startsOf(clause.a, said, 'stem'), startsOf(clause.b, said, 'stem')];
  const [long, wide] = [lengthOf(clause.a), lengthOf(clause.b)];
  return firsts.some((one) =>
    seconds.some((other) => {
      const between = one < other ? other - one - long : one - other - wide;
      return between >= 0 && between <= clause.within;
    }),
  );
}

/** Whether a claim answers a query by its own words: all that is required, nothing excluded, and some word wanted. */
export function answers({ words, required, without }: Query, said: readonly Word[]): boolean {
  if (!required.every((clauses) => clauses.some((clause) => holds(clause, said)))) return false;
  if (without.some((clause) => holds(clause, said))) return false;
  if (words.length === 0 || required.length > 0) return true;
  const kin = new Set(words.map(({ stem }) => kinOf(stem)));
  return said.some((one) => kin.has(one.kin));
}

/** Places among the words where a clause begins; a phrase is one as written or by stems. */
function startsOf(clause: Simple, said: readonly Word[], phraseBy: 'form' | 'stem'): number[] {
  const starts: number[] = [];
  said.forEach(({ form, stem }, at) => {
    const begins =
      clause.kind === 'phrase'
        ? clause.terms.every((word, i) => said[at + i]?.[phraseBy] === word[phraseBy])
        : clause.kind === 'beginning'
          ? form.startsWith(clause.term.form) || stem.startsWith(clause.term.form)
          : stem === clause.term.stem;
    if (begins) starts.push(at);
  });
  return starts;
}

function lengthOf(clause: Simple): number {
  return clause.kind === 'phrase' ? clause.terms.length : 1;
}
