import type { ReactNode } from 'react';
import type { Problem } from '../api/client.ts';
import { Trouble } from '../parts/troubles.tsx';
import { useWords } from '../words/context.tsx';
import { NO_PASSKEY } from './passkeys.ts';

/** Why something was not done: in the server's words, or where the browser had no passkey, in ours. */
export function Refusal({ problem }: { readonly problem: Problem | null }): ReactNode {
  const words = useWords();
  if (problem === null) return null;
  if (problem.message !== NO_PASSKEY) return <Trouble problem={problem} />;
  return (
    <p className="trouble" role="alert">
      {words.say('people.noPasskey')}
    </p>
  );
}
