import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { findAnchor } from '@isnad/intake';
import { carry, type Find, type Found, type ReadItem } from '../src/log/carry.ts';
import { anchorIn } from '../src/log/subject.ts';
import { spanIn } from './helpers/reports.ts';

const OLD = 'قال مدير السد إن الجسر القديم انهار فجرا. وأضاف أن المياه غمرت القرية كلها.';
const find: Find = ({ exact, ...anchor }, text) => findAnchor({ ...anchor, quote: exact }, text);

function claim(item: string, text: string, words: string): ReadItem {
  const { start, end } = spanIn(text, words);
  return { kind: 'claim', item, start, end };
}

function carried(words: string, text: string, items: readonly ReadItem[], corrected: string | null = null): Found {
  const anchorOf = (quote: string) => {
    const { start, end } = spanIn(OLD, quote);
    return anchorIn(OLD, start, end);
  };
  const said = corrected === null ? null : anchorOf(corrected);
  return carry([{ kind: 'claim', item: 'c0', anchor: anchorOf(words), corrected: said }], items, text, find)[0]!;
}

describe('a decision, when its document is read again,', () => {
  test('is kept where the new Reading has its words in the same place', () => {
    const { outcome, to } = carried('الجسر القديم انهار فجرا', OLD, [claim('c7', OLD, 'الجسر القديم انهار فجرا')]);
    assert.deepEqual([outcome, to], ['kept', 'c7']);
  });

  test('moves with its words', () => {
    const text = `عنوان جديد\n${OLD}`;
    const { outcome, to, anchor } = carried('المياه غمرت القرية', text, [claim('c1', text, 'المياه غمرت القرية')]);
    assert.deepEqual([outcome, to, anchor?.exact], ['moved', 'c1', 'المياه غمرت القرية']);
  });

  test('moves to an item that has most of its words, and of several to the one that has most', () => {
    const items = [claim('c1', OLD, 'الجسر القديم انهار'), claim('c2', OLD, 'الجسر القديم انهار فجرا. وأضاف')];
    const { outcome, to } = carried('الجسر القديم انهار فجرا', OLD, items);
    assert.deepEqual([outcome, to], ['moved', 'c1']);
  });

  test('goes where the reviewer said that the words are, if the new reader sees that too', () => {
    const items = [claim('c1', OLD, 'الجسر القديم')];
    const { outcome, to } = carried('الجسر القديم انهار فجرا. وأضاف أن المياه', OLD, items, 'الجسر القديم');
    assert.deepEqual([outcome, to], ['moved', 'c1']);
  });

  test('is reported lost, with the reason', () => {
    const gone = carried('المياه غمرت القرية', 'نص آخر لا يشبهه في شيء من الأشياء كلها', []);
    assert.deepEqual([gone.outcome, gone.because, gone.to], ['lost', 'words', null]);
    const unread = carried('المياه غمرت القرية', OLD, [claim('c0', OLD, 'الجسر القديم')]);
    assert.deepEqual([unread.outcome, unread.because], ['lost', 'item']);
    const other = carried('المياه غمرت القرية', OLD, [
      { ...claim('a0', OLD, 'المياه غمرت القرية'), kind: 'attribution' },
    ]);
    assert.equal(other.outcome, 'lost', 'an attribution is no claim');
  });

  test('never comes to rest on what another decision has', () => {
    const [a, b] = ['الجسر القديم انهار فجرا', 'الجسر القديم انهار'].map((words, i) => {
      const { start, end } = spanIn(OLD, words);
      return { kind: 'claim', item: `c${i}`, anchor: anchorIn(OLD, start, end), corrected: null };
    });
    const found = carry([a!, b!], [claim('c9', OLD, 'الجسر القديم انهار')], OLD, find);
    assert.deepEqual(
      found.map(({ outcome, to }) => [outcome, to]),
      [
        ['lost', null],
        ['kept', 'c9'],
      ],
    );
  });
});
