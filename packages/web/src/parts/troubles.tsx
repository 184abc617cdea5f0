import type { ReactNode } from 'react';
import type { Problem } from '../api/client.ts';
import { useWords } from '../words/context.tsx';

/** What could not be fetched or done, in the server's words or, where it does not answer, in ours. */
export function Trouble({ problem }: { readonly problem: Problem }): ReactNode {
  const words = useWords();
  return (
    <p className="trouble" role="alert">
      {problem.status === 0 ? words.say('trouble.silent') : problem.message}
      {problem.detail !== null && <bdi className="quiet"> {problem.detail}</bdi>}
    </p>
  );
}

/** Holds the place of what is on its way; it says so only when that takes time. */
export function Waiting(): ReactNode {
  const words = useWords();
  return (
    <p className="waiting" role="status">
      {words.say('waiting')}
    </p>
  );
}
