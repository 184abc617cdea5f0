import { lazy, type ReactNode, Suspense, useState } from 'react';
import { useRemote } from '../api/remote.ts';
import { useAttempts } from '../parts/attempt.ts';
import { TextButton } from '../parts/button.tsx';
import { Head } from '../parts/head.tsx';
import { useTitle } from '../shell/title.ts';
import { useWords } from '../words/context.tsx';
import {
  account,
  addPasskey,
  changePassword,
  codesOff,
  confirmCodes,
  endSession,
  enrolCodes,
  passkeys,
  removePasskey,
  sessions,
} from './endpoints.ts';
import { Field, written } from './field.tsx';
import { Refusal } from './refusal.tsx';

const QrCode = lazy(() => import('./qr-code.tsx'));

/** One's own account: how one comes in, and where one is in. */
export function AccountPage(): ReactNode {
  const words = useWords();
  useTitle(words.say('people.account'));
  const { value } = useRemote(account());
  return (
    <>
      <h1>{words.say('people.account')}</h1>
      {value !== null && (
        <p className="quiet">
          <bdi>{value.person.login}</bdi>
        </p>
      )}
      <Password />
      {value !== null && <Codes areUsed={value.codes} />}
      <Passkeys />
      <Sessions />
    </>
  );
}

function Password(): ReactNode {
  const words = useWords();
  const { problem, attempt } = useAttempts();
  const [isDone, setDone] = useState(false);
  return (
    <section aria-labelledby="h-password">
      <Head id="h-password">{words.say('people.password')}</Head>
      <Refusal problem={problem} />
      {isDone && <p role="status">{words.say('people.changed')}</p>}
      <form
        className="in-line"
        action={async (form) => {
          const done = await attempt(() => changePassword(written(form, 'present'), written(form, 'next')));
          setDone(done !== null);
          sessions().outdate();
        }}
      >
        <Field name="present" label={words.say('people.present')} type="password" complete="current-password" />
        <Field name="next" label={words.say('people.next')} type="password" complete="new-password" />
        <button type="submit">{words.say('people.change')}</button>
      </form>
    </section>
  );
}

function Codes({ areUsed }: { readonly areUsed: boolean }): ReactNode {
  const words = useWords();
  const { problem, attempt } = useAttempts();
  const [uri, setUri] = useState<string | null>(null);
  const act = async (work: () => Promise<unknown>): Promise<void> => {
    if ((await attempt(work)) !== null) setUri(null);
    account().outdate();
  };
  return (
    <section aria-labelledby="h-codes">
      <Head id="h-codes">{words.say('people.codes')}</Head>
      <Refusal problem={problem} />
      <p className="quiet">{words.say('people.codesAre', { used: areUsed ? 'yes' : 'no' })}</p>
      {areUsed && (
        <form className="in-line" action={(form) => act(() => codesOff(written(form, 'password')))}>
          <Field name="password" label={words.say('people.present')} type="password" complete="current-password" />
          <button type="submit">{words.say('people.codesOff')}</button>
        </form>
      )}
      {!areUsed && uri === null && (
        <TextButton
          onPress={() => {
            void attempt(enrolCodes).then((enrolled) => setUri(enrolled?.uri ?? null));
          }}
        >
          {words.say('people.codesOn')}
        </TextButton>
      )}
      {!areUsed && uri !== null && (
        <form className="in-line" action={(form) => act(() => confirmCodes(written(form, 'code').trim()))}>
          <p className="secret">
            {words.say('people.secret')}{' '}
            <a href={uri} dir="ltr">
              <code>{new URL(uri).searchParams.get('secret')}</code>
            </a>
          </p>
          <Suspense fallback={null}>
            <QrCode words={uri} label={words.say('people.picture')} />
          </Suspense>
          <Field name="code" label={words.say('people.code')} complete="one-time-code" digits />
          <button type="submit">{words.say('people.confirm')}</button>
        </form>
      )}
    </section>
  );
}

function Passkeys(): ReactNode {
  const words = useWords();
  const { value } = useRemote(passkeys());
  const { problem, attempt } = useAttempts();
  const act = async (work: () => Promise<unknown>): Promise<void> => {
    await attempt(work);
    passkeys().outdate();
  };
  return (
    <section aria-labelledby="h-passkeys">
      <Head id="h-passkeys">{words.say('people.passkeys')}</Head>
      <Refusal problem={problem} />
      <ul className="lines">
        {value?.map(({ id, name, made }) => (
          <li key={id}>
            <bdi>{name}</bdi>
            <time className="quiet" dateTime={made}>
              {words.date(made.slice(0, 10))}
            </time>
            <TextButton onPress={() => void act(() => removePasskey(id))}>
              {words.say('people.remove', { name })}
            </TextButton>
          </li>
        ))}
      </ul>
      <form className="in-line" action={(form) => act(() => addPasskey(written(form, 'name')))}>
        <Field name="name" label={words.say('people.keyName')} />
        <button type="submit">{words.say('people.addKey')}</button>
      </form>
    </section>
  );
}

function Sessions(): ReactNode {
  const words = useWords();
  const { value } = useRemote(sessions());
  const { problem, attempt } = useAttempts();
  const now = new Date();
  return (
    <section aria-labelledby="h-sessions">
      <Head id="h-sessions">{words.say('people.sessions')}</Head>
      <Refusal problem={problem} />
      <ul className="lines">
        {value?.map(({ id, agent, seen, current }) => (
          <li key={id}>
            <bdi className="agent">{agent}</bdi>
            <time className="quiet" dateTime={seen}>
              {words.moment(seen, now)}
            </time>
            {current ? (
              <span className="quiet">{words.say('people.thisOne')}</span>
            ) : (
              <TextButton
                onPress={() => {
                  void attempt(() => endSession(id)).then(() => sessions().outdate());
                }}
              >
                {words.say('people.end')}
              </TextButton>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
