import type { ReactNode } from 'react';
import { Relation } from '../marks/icons.tsx';
import { vars } from '../parts/vars.ts';
import { useWords } from '../words/context.tsx';
import { DateWords, FigureWords } from '../words/quantities.tsx';
import type { Measured, Run } from './measure.ts';
import type { Mark } from './model.ts';
import type { Sheet } from './sheet.ts';

/** What hangs in the far margin beside a block: doubts always, values and dates while their words are pointed at. */
export function Glosses({
  sheet,
  measured,
  active,
}: {
  readonly sheet: Sheet;
  readonly measured: Measured;
  readonly active: number | null;
}): ReactNode {
  const shown: { index: number; mark: Mark; run: Run; at: number }[] = [];
  let free = Number.NEGATIVE_INFINITY;
  for (const [index, run] of measured.marks) {
    const mark = sheet.model.marks[index]!;
    const isShown = (mark.kind === 'flag' && sheet.layers.has('flag')) || index === active;
    if (!isShown || (mark.kind === 'flag' && !isFirstOfFlag(sheet, index))) continue;
    const at = Math.max(run.top, free);
    shown.push({ index, mark, run, at });
    free = at + GLOSS_LINES;
  }
  return shown.map(({ index, mark, run, at }) => (
    <Gloss key={index} sheet={sheet} mark={mark} run={run} at={at} isActive={index === active} />
  ));
}

/** Lines of the text that a gloss takes at least. */
const GLOSS_LINES = 1.2;

/** A flag on two runs of words has one gloss, at the first. */
function isFirstOfFlag({ model: { marks } }: Sheet, index: number): boolean {
  const mark = marks[index]!;
  return marks.findIndex(({ kind, item }) => kind === 'flag' && item === mark.item) === index;
}

function Gloss({
  sheet,
  mark,
  run,
  at,
  isActive,
}: {
  readonly sheet: Sheet;
  readonly mark: Mark;
  readonly run: Run;
  readonly at: number;
  readonly isActive: boolean;
}): ReactNode {
  const words = useWords();
  const place = vars({
    '--at': at,
    '--run': run.top,
    '--run-from': `${run.from}px`,
    '--run-length': `${run.length}px`,
  });
  const { reading } = sheet.open;
  const figure = mark.kind === 'figure' ? reading.figures[mark.item] : undefined;
  const date = mark.kind === 'date' ? reading.dates[mark.item] : undefined;
  const act = mark.kind === 'act' ? reading.acts[mark.item] : undefined;
  const flag = mark.kind === 'flag' ? reading.flags[mark.item] : undefined;
  return (
    <aside className={`gloss ${mark.kind}${isActive ? ' is-active' : ''}`} style={place}>
      {figure !== undefined && <FigureWords figure={figure} />}
      {date !== undefined && <DateWords date={date} />}
      {act !== undefined && (
        <>
          <bdi lang="ar">{act.who.text}</bdi>
          {act.reason !== undefined && (
            <span>
              {words.say('act.reason')}: <bdi lang="ar">{act.reason.text}</bdi>
            </span>
          )}
        </>
      )}
      {flag !== undefined && (
        <>
          <span className="dabba" aria-hidden="true">
            {DABBA}
          </span>
          <b>
            <Relation sign="against" />
            {words.say('reader.doubt')}
          </b>
          <span lang="ar" dir="rtl">
            {flag.message}
          </span>
        </>
      )}
    </aside>
  );
}

/** The ضبة that copyists set over words that stand so and cannot be right: a ص drawn long. */
const DABBA = 'صـــ';
