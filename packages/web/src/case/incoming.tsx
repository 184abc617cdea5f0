import { type ReactNode, useEffect, useRef, useState } from 'react';
import { Button } from 'react-aria-components/Button';
import { FileTrigger } from 'react-aria-components/FileTrigger';
import { dropWaiting } from '../api/endpoints.ts';
import { failures, imports } from '../api/live.ts';
import { TextButton } from '../parts/button.tsx';
import { useCell } from '../store.ts';
import { useWords } from '../words/context.tsx';
import { answered, asked, takeIn } from './adding.ts';

/** What is on its way into the case, and what went wrong on it. */
export function Incoming(): ReactNode {
  const words = useWords();
  const { waiting, weighing, items, ...done } = useCell(imports);
  const recent = items.map((item, number) => ({ ...item, number })).slice(-SHOWN);
  const left = useTimeLeft(waiting, done.new + done.known + done.unreadable);
  const failed = useCell(failures);
  const pictures = useCell(asked);
  return (
    <>
      {pictures.length > 0 && (
        <li className="incoming" role="alert">
          <span className="no" />
          <span className="what">
            <b>{words.say('incoming.pictures', { count: pictures.length })}</b>
            <TextButton onPress={() => void answered('one report')}>{words.say('incoming.oneReport')}</TextButton>
            <TextButton onPress={() => void answered('reports')}>{words.say('incoming.reports')}</TextButton>
          </span>
        </li>
      )}
      {(waiting > 0 || weighing) && (
        <li className="incoming" role="status">
          <span className="no" />
          <span className="what">
            <b>{waiting > 0 ? words.say('incoming.waiting', { count: waiting }) : words.say('incoming.weighing')}</b>
            <span>{words.say('incoming.done', { new: done.new, known: done.known })}</span>
            {left !== null && <span>{words.say('incoming.left', { ...left })}</span>}
            {waiting > 1 && (
              <TextButton onPress={() => void dropWaiting().catch(() => undefined)}>
                {words.say('incoming.stop')}
              </TextButton>
            )}
          </span>
          {items.length > 0 && (
            <ol className="stages">
              {recent.map(({ number, name, stage }) => (
                <li key={number} data-stage={stage}>
                  <bdi>{name}</bdi> <span>{words.say('incoming.stage', { stage })}</span>
                </li>
              ))}
            </ol>
          )}
        </li>
      )}
      {failed.map(({ number, name, part, message }) => (
        <li className="incoming" key={number} role="alert">
          <span className="no" />
          <span className="what">
            <b>
              <bdi>{name ?? words.say('incoming.fault')}</bdi>
            </b>
            <span>
              {part !== null && <bdi>{part}: </bdi>}
              <bdi>{message}</bdi>
            </span>
          </span>
        </li>
      ))}
    </>
  );
}

/** Files named while they come in. */
const SHOWN = 4;

/** How fast files have come in since this began, and how many minutes the rest needs; null before that can be told. */
function useTimeLeft(waiting: number, done: number): { readonly rate: number; readonly minutes: number } | null {
  const began = useRef<{ readonly at: number; readonly done: number } | null>(null);
  const [left, setLeft] = useState<{ readonly rate: number; readonly minutes: number } | null>(null);
  useEffect(() => {
    if (waiting === 0) {
      began.current = null;
      setLeft(null);
      return;
    }
    began.current ??= { at: performance.now(), done };
    const minutes = (performance.now() - began.current.at) / 60_000;
    const rate = (done - began.current.done) / minutes;
    setLeft(rate > 0 && minutes > 0.05 ? { rate: Math.round(rate), minutes: Math.ceil(waiting / rate) } : null);
  }, [waiting, done]);
  return left;
}

/** The register's last line, empty: where a report can be put. Dropping works anywhere on the page. */
export function BlankLine({ number }: { readonly number: number }): ReactNode {
  const words = useWords();
  return (
    <li className="blank">
      <span className="no num">{words.number(number)}</span>
      <span className="pen">
        <span className="caret" aria-hidden="true" />
        {words.rich('incoming.put', {
          choose: (pieces) => (
            <FileTrigger allowsMultiple onSelect={(files) => void takeIn([...(files ?? [])])}>
              <Button className="text-link">{pieces}</Button>
            </FileTrigger>
          ),
        })}
      </span>
    </li>
  );
}
