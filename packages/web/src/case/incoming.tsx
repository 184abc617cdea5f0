import type { ReactNode } from 'react';
import { Button } from 'react-aria-components/Button';
import { FileTrigger } from 'react-aria-components/FileTrigger';
import { failures, imports } from '../api/live.ts';
import { useCell } from '../store.ts';
import { useWords } from '../words/context.tsx';
import { sendIn } from './adding.ts';

/** What is on its way into the case, and what went wrong on it. */
export function Incoming(): ReactNode {
  const words = useWords();
  const { waiting, weighing, ...done } = useCell(imports);
  const failed = useCell(failures);
  return (
    <>
      {(waiting > 0 || weighing) && (
        <li className="incoming" role="status">
          <span className="no" />
          <span className="what">
            <b>{waiting > 0 ? words.say('incoming.waiting', { count: waiting }) : words.say('incoming.weighing')}</b>
            <span>{words.say('incoming.done', { new: done.new, known: done.known })}</span>
          </span>
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
            <FileTrigger allowsMultiple onSelect={(files) => void sendIn([...(files ?? [])])}>
              <Button className="text-link">{pieces}</Button>
            </FileTrigger>
          ),
        })}
      </span>
    </li>
  );
}
