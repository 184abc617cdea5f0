import type { SignInState } from '@isnad/server/api';
import { type ReactNode, useState } from 'react';
import { wayOn } from '../api/place.ts';
import { useRemote } from '../api/remote.ts';
import { useAttempts } from '../parts/attempt.ts';
import { TextButton } from '../parts/button.tsx';
import { Head } from '../parts/head.tsx';
import { useTitle } from '../shell/title.ts';
import { useWords } from '../words/context.tsx';
import { giveCode, PROVIDER, signIn, signInWithPasskey, ways } from './endpoints.ts';
import { Field, written } from './field.tsx';
import { Refusal } from './refusal.tsx';

/** The way in: a password and perhaps a code, a passkey, or one's institution. */
export function Door(): ReactNode {
  const words = useWords();
  useTitle(words.say('people.in'));
  const { value } = useRemote(ways());
  const { problem, attempt } = useAttempts();
  const [ceremony, setCeremony] = useState<string | null>(null);
  const wasRefused = new URLSearchParams(window.location.search).has('refused');
  const goOn = (state: SignInState | null): void => {
    if (state?.kind === 'in') window.location.assign(wayOn(window.location.search));
    // A code that was wrong ended the sign-in: it begins again.
    setCeremony(state?.kind === 'code wanted' ? state.ceremony : null);
  };
  return (
    <section className="door" aria-labelledby="h-door">
      <h1 id="h-door">{words.say('people.in')}</h1>
      {wasRefused && problem === null && (
        <p className="trouble" role="alert">
          {words.say('people.refused')}
        </p>
      )}
      <Refusal problem={problem} />
      {ceremony === null ? (
        <form
          action={async (form) => {
            goOn(await attempt(() => signIn(written(form, 'login'), written(form, 'password'))));
          }}
        >
          <Field name="login" label={words.say('people.login')} complete="username" />
          <Field name="password" label={words.say('people.password')} type="password" complete="current-password" />
          <button type="submit">{words.say('people.enter')}</button>
        </form>
      ) : (
        <form
          action={async (form) => {
            goOn(await attempt(() => giveCode(ceremony, written(form, 'code').trim())));
          }}
        >
          <Field name="code" label={words.say('people.code')} complete="one-time-code" digits />
          <button type="submit">{words.say('people.enter')}</button>
        </form>
      )}
      <Head>{words.say('people.otherWays')}</Head>
      <p className="ways">
        <TextButton
          onPress={() => {
            void attempt(signInWithPasskey).then(goOn);
          }}
        >
          {words.say('people.byPasskey')}
        </TextButton>
        {value?.provider != null && (
          <a className="text-link" href={PROVIDER}>
            {words.rich('people.byProvider', { name: <bdi>{value.provider}</bdi> })}
          </a>
        )}
      </p>
    </section>
  );
}
