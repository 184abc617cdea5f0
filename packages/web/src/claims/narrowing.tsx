import type { SourceName } from '@isnad/server/api';
import { type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { type ClaimsFilter, claimsHref } from '../address.ts';
import { placesNamed, sourceByKey, sources, topics } from '../api/endpoints.ts';
import { useRemote } from '../api/remote.ts';
import { goSilently } from '../shell/location.ts';
import { useWords } from '../words/context.tsx';

/** Fields that narrow the list of claims: by words, topic, source, place, days of publication, and to what nobody has reviewed. */
export function Narrowing({ filter }: { readonly filter: ClaimsFilter }): ReactNode {
  const words = useWords();
  const field = useId();
  const written = useRef<HTMLInputElement>(null);
  const [query, setQuery] = useState(filter.q ?? '');
  const origins = useOrigins(filter.origin);
  // In a large case they take a while: they are asked for when somebody comes to choose one.
  const [choosesPlace, setChoosesPlace] = useState(filter.place !== null);
  const named = useRemote(choosesPlace ? placesNamed() : null).value ?? [];
  const [choosesTopic, setChoosesTopic] = useState(filter.topic !== null);
  const headings = useRemote(choosesTopic ? topics() : null).value ?? [];
  const change = (part: Partial<ClaimsFilter>): void => {
    const next = { ...filter, ...part };
    goSilently({ room: 'claims', filter: next });
  };
  // A link may lead here with other words than were written; who is writing is ahead of the address.
  useEffect(() => {
    if (document.activeElement !== written.current) setQuery(filter.q ?? '');
  }, [filter.q]);
  const { q, topic, origin, place, from, to, open } = filter;
  const isNarrowed = [q, topic, origin, place, from, to].some((part) => part !== null) || open;
  return (
    <search className="narrowing">
      <input
        ref={written}
        type="search"
        dir="auto"
        aria-label={words.say('narrow.words')}
        placeholder={words.say('narrow.words')}
        value={query}
        onChange={({ target }) => {
          setQuery(target.value);
          change({ q: target.value.trim() || null });
        }}
      />
      <OneOf
        label={words.say('narrow.topic')}
        all={words.say('narrow.anyTopic')}
        chosen={topic}
        choices={headings.map((heading) => ({ key: heading.topic, name: heading.topic }))}
        onOpening={() => setChoosesTopic(true)}
        onChoice={(key) => change({ topic: key })}
      />
      <OneOf
        label={words.say('narrow.source')}
        all={words.say('claims.anyone')}
        chosen={origin}
        choices={origins}
        onChoice={(key) => change({ origin: key })}
      />
      <OneOf
        label={words.say('narrow.place')}
        all={words.say('places.anywhere')}
        chosen={place}
        choices={named}
        onOpening={() => setChoosesPlace(true)}
        onChoice={(key) => change({ place: key })}
      />
      {(['from', 'to'] as const).map((end) => (
        <span key={end}>
          <label htmlFor={`${field}-${end}`}>{words.say('narrow.day', { end })}</label>
          <DayField id={`${field}-${end}`} day={filter[end]} onDay={(day) => change({ [end]: day })} />
        </span>
      ))}
      <label className="check">
        <input type="checkbox" checked={filter.open} onChange={({ target }) => change({ open: target.checked })} />
        {words.say('narrow.open')}
      </label>
      {isNarrowed && (
        <a className="text-link" href={claimsHref({ grade: filter.grade })}>
          {words.say('narrow.all')}
        </a>
      )}
    </search>
  );
}

/** Names that a list to choose from holds: the heaviest. */
const MOST = 200;

/** The sources that most claims go back to, and the chosen one where it is none of them. */
function useOrigins(chosen: string | null): ReadonlyArray<Pick<SourceName, 'key' | 'name'>> {
  const heaviest = useRemote(sources({ limit: MOST })).value?.items.filter(({ originated }) => originated > 0) ?? [];
  const isListed = chosen === null || heaviest.some(({ key }) => key === chosen);
  const other = useRemote(isListed ? null : sourceByKey(chosen)).value?.items ?? [];
  return [...heaviest, ...other];
}

/** One of many names, or all of them. */
function OneOf({
  label,
  all,
  chosen,
  choices,
  onOpening,
  onChoice,
}: {
  readonly label: string;
  readonly all: string;
  readonly chosen: string | null;
  readonly choices: ReadonlyArray<{ readonly key: string; readonly name: string }>;
  /** Somebody is about to look at the choices. */
  readonly onOpening?: () => void;
  readonly onChoice: (key: string | null) => void;
}): ReactNode {
  const isListed = chosen === null || choices.some(({ key }) => key === chosen);
  return (
    <select
      aria-label={label}
      className={chosen === null ? undefined : 'is-chosen'}
      value={chosen ?? ''}
      onFocus={onOpening}
      onPointerEnter={onOpening}
      onChange={({ target }) => onChoice(target.value || null)}
    >
      <option value="">{all}</option>
      {!isListed && <option value={chosen}>{chosen}</option>}
      {choices.map(({ key, name }) => (
        <option key={key} value={key} lang="ar" dir="rtl">
          {name}
        </option>
      ))}
    </select>
  );
}

/** A day by its numbers, the same in both frames; browsers write their own date fields in the language of the machine. */
function DayField({
  id,
  day,
  onDay,
}: {
  readonly id: string;
  readonly day: string | null;
  readonly onDay: (day: string | null) => void;
}): ReactNode {
  const [written, setWritten] = useState(day ?? '');
  useEffect(() => setWritten((before) => (dayIn(before) === day ? before : (day ?? ''))), [day]);
  return (
    <input
      id={id}
      className="day"
      dir="ltr"
      inputMode="numeric"
      placeholder="2024-03-12"
      maxLength={10}
      value={written}
      onChange={({ target }) => {
        setWritten(target.value);
        const next = dayIn(target.value);
        if (next !== null || target.value.trim() === '') onDay(next);
      }}
    />
  );
}

/** The ISO day that is written, in whatever digits; null while it is none. */
function dayIn(written: string): string | null {
  const text = written.trim().replace(/[٠-٩۰-۹]/g, (digit) => String(digit.charCodeAt(0) & 0xf));
  const [, year, month, day] = text.match(/^(\d{4})[-/](\d{1,2})[-/](\d{1,2})$/) ?? [];
  if (year === undefined || month === undefined || day === undefined) return null;
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const at = new Date(iso);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(iso) ? iso : null;
}
