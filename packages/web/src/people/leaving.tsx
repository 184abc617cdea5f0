import type { ReactNode } from 'react';
import { useRemote } from '../api/remote.ts';
import { TextButton } from '../parts/button.tsx';
import { useWords } from '../words/context.tsx';
import { account, signOut } from './endpoints.ts';

/** Who is in, and the way out. */
export function Leaving(): ReactNode {
  const words = useWords();
  const { value } = useRemote(account());
  return (
    <>
      {value !== null && (
        <a className="text-link" href="/account">
          <bdi>{value.person.name}</bdi>
        </a>
      )}
      <TextButton
        onPress={() => {
          void signOut().then(() => window.location.assign('/sign-in'));
        }}
      >
        {words.say('people.out')}
      </TextButton>
    </>
  );
}
