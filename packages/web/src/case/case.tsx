import type { ReactNode } from 'react';
import { theCase } from '../api/endpoints.ts';
import { useRemote } from '../api/remote.ts';
import { Trouble, Waiting } from '../parts/troubles.tsx';
import { useTitle } from '../shell/title.ts';
import { useWords } from '../words/context.tsx';
import { useReceiving } from './adding.ts';
import { Incipit } from './incipit.tsx';
import { Contested, Flagged, SingleRoute } from './pairs.tsx';
import { useQuestions } from './questions.ts';
import { Register } from './register.tsx';
import { Unreadable } from './unreadable.tsx';
import { New, Unreviewed, WatchedNew } from './waiting.tsx';
import './case.css';

/**
 * The first page of a case: what it holds in sentences, what is new, where it disagrees, what hangs by one route, what
 * nobody has reviewed, and its reports.
 */
export default function TheCase(): ReactNode {
  const words = useWords();
  const { value, problem } = useRemote(theCase());
  useQuestions();
  const isReceiving = useReceiving();
  useTitle(value?.info.name ?? words.say('room.case'));
  if (value === null) return problem === null ? <Waiting /> : <Trouble problem={problem} />;
  return (
    <div className={isReceiving ? 'room case is-receiving' : 'room case'}>
      <div className="page">
        <Incipit summary={value} />
        <New summary={value} />
        <WatchedNew />
        <Contested summary={value} />
        <Flagged />
        <SingleRoute summary={value} />
        <Unreviewed summary={value} />
        <Unreadable count={value.unreadable} />
      </div>
      <Register summary={value} />
    </div>
  );
}
