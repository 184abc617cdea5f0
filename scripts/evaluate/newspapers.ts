import { copies } from '@isnad/weighing';
import { loadWeighingArabic } from '@isnad/weighing/load';
import { type GoldEvent, type NewspaperGold, newspaperGold } from './newspapers-gold.ts';
import { SCORE_COLUMNS, type Section, scoreRow } from './table.ts';

/** The real case of two events in 36 articles: what weighing finds of what a careful reader found. */
export const newspapersSection: Section = (folder) => {
  const gold = newspaperGold(folder);
  return [
    {
      title: 'newspapers: copies',
      columns: SCORE_COLUMNS,
      rows: copyRows(gold),
      notes: ['borderline pairs are scored neither way'],
    },
  ];
};

function copyRows({ events, articles }: NewspaperGold): (string | number)[][] {
  const pairs = copies([...articles.values()], loadWeighingArabic());
  const found = new Set(pairs.map(({ a, b }) => pairKey(a, b)));
  const sums = { right: 0, found: 0, wanted: 0 };
  const count = (event: GoldEvent) => {
    const ids = new Set(event.articles.map(({ id }) => id));
    const wanted = new Set(event.copies.map(({ a, b }) => pairKey(a, b)));
    const borderline = new Set(event.copies_borderline.map(({ a, b }) => pairKey(a, b)));
    const scored = pairs.filter(({ a, b }) => (ids.has(a) || ids.has(b)) && !borderline.has(pairKey(a, b)));
    const right = [...wanted].filter((key) => found.has(key)).length;
    sums.right += right;
    sums.found += scored.length;
    sums.wanted += wanted.size;
    return scoreRow(event.name.slice(0, 24), right, scored.length, wanted.size);
  };
  const rows = events.map(count);
  return [...rows, scoreRow('both', sums.right, sums.found, sums.wanted)];
}

function pairKey(a: string, b: string): string {
  return a < b ? `${a} ${b}` : `${b} ${a}`;
}
