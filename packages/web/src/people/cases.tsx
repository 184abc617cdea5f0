import type { ReactNode } from 'react';
import { useRemote } from '../api/remote.ts';
import { Trouble, Waiting } from '../parts/troubles.tsx';
import { useTitle } from '../shell/title.ts';
import { useWords } from '../words/context.tsx';
import { cases } from './endpoints.ts';

/** The cases that one is in, each with what one is there. */
export function Cases(): ReactNode {
  const words = useWords();
  useTitle(words.say('people.cases'));
  const { value, problem } = useRemote(cases());
  return (
    <>
      <h1>{words.say('people.cases')}</h1>
      {problem !== null && <Trouble problem={problem} />}
      {value === null && problem === null && <Waiting />}
      {value?.length === 0 && <p className="quiet">{words.say('people.noCases')}</p>}
      <ul className="lines">
        {value?.map(({ id, title, role }) => (
          <li key={id}>
            <a className="case-link" href={`/cases/${id}/`} dir="auto">
              {title}
            </a>
            <span className="quiet">{words.say('people.role', { role })}</span>
            <a className="text-link" href={`/cases/${id}/people`}>
              {words.say('people.here')}
            </a>
          </li>
        ))}
      </ul>
    </>
  );
}
