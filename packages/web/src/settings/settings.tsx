import { type ReactNode, useId } from 'react';
import { setReviewers, settings } from '../api/endpoints.ts';
import { caseBase, isOfTeam } from '../api/here.ts';
import { useRemote } from '../api/remote.ts';
import { useAttempts } from '../parts/attempt.ts';
import { Head } from '../parts/head.tsx';
import { Trouble } from '../parts/troubles.tsx';
import { prefer, preferences } from '../preferences.ts';
import { useTitle } from '../shell/title.ts';
import { useCell } from '../store.ts';
import { useWords } from '../words/context.tsx';
import './settings.css';

/** What a reader chooses for the page, and how the case is reviewed. */
export default function TheSettings(): ReactNode {
  const words = useWords();
  useTitle(words.say('room.settings'));
  return (
    <div className="room settings">
      <h1>{words.say('room.settings')}</h1>
      <ThisPage />
      <ThisCase />
    </div>
  );
}

function ThisPage(): ReactNode {
  const words = useWords();
  const chosen = useCell(preferences);
  const { language, theme, density, digits, months, hijri } = chosen;
  return (
    <section aria-labelledby="h-page">
      <Head id="h-page" end={words.say('settings.here')}>
        {words.say('settings.page')}
      </Head>
      <OneOf
        legend={words.say('settings.language')}
        chosen={language}
        choices={[
          [
            'ar',
            <span key="ar" lang="ar">
              العربية
            </span>,
          ],
          [
            'en',
            <span key="en" lang="en">
              English
            </span>,
          ],
        ]}
        onChoice={(next) => prefer({ language: next })}
      />
      <OneOf
        legend={words.say('settings.theme')}
        chosen={theme}
        choices={[
          ['system', words.say('settings.system')],
          ['light', words.say('settings.light')],
          ['dark', words.say('settings.dark')],
        ]}
        onChoice={(next) => prefer({ theme: next })}
      />
      <OneOf
        legend={words.say('settings.density')}
        chosen={density}
        choices={[
          ['open', words.say('settings.open')],
          ['close', words.say('settings.close')],
        ]}
        onChoice={(next) => prefer({ density: next })}
      />
      {language === 'ar' && (
        <>
          <OneOf
            legend={words.say('settings.digits')}
            chosen={digits}
            choices={[
              ['arab', '٠١٢٣'],
              ['latn', '0123'],
            ]}
            onChoice={(next) => prefer({ digits: next })}
          />
          <OneOf
            legend={words.say('settings.months')}
            chosen={months}
            choices={[
              ['latin', 'مايو'],
              ['syriac', 'أيار'],
            ]}
            onChoice={(next) => prefer({ months: next })}
          />
        </>
      )}
      <OneOf
        legend={words.say('settings.hijri')}
        chosen={hijri ? 'yes' : 'no'}
        choices={[
          ['no', words.say('settings.gregorian')],
          ['yes', words.say('settings.both')],
        ]}
        onChoice={(next) => prefer({ hijri: next === 'yes' })}
      />
      <p className="quiet" role="status">
        {words.rich('settings.sample', { day: <bdi>{words.date('2016-05-03')}</bdi> })}
      </p>
    </section>
  );
}

function ThisCase(): ReactNode {
  const words = useWords();
  const { value, problem } = useRemote(settings());
  const { problem: refused, attempt } = useAttempts();
  const trouble = refused ?? problem;
  return (
    <section aria-labelledby="h-case">
      <Head id="h-case" end={words.say('settings.everybody')}>
        {words.say('settings.case')}
      </Head>
      {trouble !== null && <Trouble problem={trouble} />}
      {value !== null && (
        <>
          <OneOf
            legend={words.say('settings.reviewers')}
            chosen={value.reviewers === 2 ? 'two' : 'one'}
            choices={[
              ['one', words.say('settings.one')],
              ['two', words.say('settings.two')],
            ]}
            onChoice={(next) => void attempt(() => setReviewers(next === 'two' ? 2 : 1))}
          />
          <p className="quiet">{words.say('settings.twoMeans')}</p>
          <p className="you">{words.rich('settings.by', { by: <bdi>{value.by}</bdi> })}</p>
          {isOfTeam() && (
            <p className="you">
              <a className="text-link" href={`${caseBase()}/people`}>
                {words.say('people.here')}
              </a>
            </p>
          )}
        </>
      )}
    </section>
  );
}

/** One of a few, all of them in sight. */
function OneOf<K extends string>({
  legend,
  chosen,
  choices,
  onChoice,
}: {
  readonly legend: string;
  readonly chosen: K;
  readonly choices: ReadonlyArray<readonly [key: K, label: ReactNode]>;
  readonly onChoice: (key: K) => void;
}): ReactNode {
  const name = useId();
  return (
    <fieldset className="one-of">
      <legend>{legend}</legend>
      {choices.map(([key, label]) => (
        <label key={key}>
          <input type="radio" name={name} checked={key === chosen} onChange={() => onChoice(key)} />
          {label}
        </label>
      ))}
    </fieldset>
  );
}
