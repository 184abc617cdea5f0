import type { ReactNode } from 'react';
import { useRemote } from '../api/remote.ts';
import { useAttempts } from '../parts/attempt.ts';
import { TextButton } from '../parts/button.tsx';
import { Head } from '../parts/head.tsx';
import { Trouble } from '../parts/troubles.tsx';
import { useWords } from '../words/context.tsx';
import { accesses, failedWork, tryAgain } from './endpoints.ts';

/** Who opened which document, and what was taken out: the last of it. */
export function Noted(): ReactNode {
  const words = useWords();
  const { value, problem } = useRemote(accesses());
  const now = new Date();
  return (
    <section aria-labelledby="h-noted">
      <Head id="h-noted">{words.say('people.noted')}</Head>
      {problem !== null && <Trouble problem={problem} />}
      {value?.length === 0 && <p className="quiet">{words.say('people.nothingNoted')}</p>}
      {value !== null && value.length > 0 && (
        <table className="noted">
          <tbody>
            {value.map(({ number, at, login, kind, subject }) => (
              <tr key={number}>
                <td>
                  <time dateTime={at}>{words.moment(at, now)}</time>
                </td>
                <td>
                  <bdi>{login}</bdi>
                </td>
                <td>{words.say('people.access', { kind })}</td>
                <td>
                  <bdi>{subject}</bdi>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

/** Work that failed as often as it may; nothing where there is none. */
export function Failed(): ReactNode {
  const words = useWords();
  const { value } = useRemote(failedWork());
  const { problem, attempt } = useAttempts();
  if (value === null || value.length === 0) return null;
  return (
    <section aria-labelledby="h-failed">
      <Head id="h-failed">{words.say('people.failed')}</Head>
      {problem !== null && <Trouble problem={problem} />}
      <ul className="lines">
        {value.map(({ id, place, kind, error }) => (
          <li key={id}>
            <bdi>{place ?? words.say('people.work', { kind })}</bdi>
            <bdi className="quiet">{error}</bdi>
          </li>
        ))}
      </ul>
      <TextButton
        onPress={() => {
          void attempt(tryAgain).then(() => failedWork().outdate());
        }}
      >
        {words.say('people.again')}
      </TextButton>
    </section>
  );
}
