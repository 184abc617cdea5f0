import { type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { type ClaimsFilter, hrefOf } from '../address.ts';
import { goSilently } from '../shell/location.ts';
import { useWords } from '../words/context.tsx';

/** Fields that narrow the list of claims: by words, by days of publication, and to what nobody has reviewed. */
export function Narrowing({ filter }: { readonly filter: ClaimsFilter }): ReactNode {
  const words = useWords();
  const field = useId();
  const written = useRef<HTMLInputElement>(null);
  const [query, setQuery] = useState(filter.q ?? '');
  const change = (part: Partial<ClaimsFilter>): void => {
    const next = { ...filter, ...part };
    goSilently({ room: 'claims', filter: next });
  };
  // A link may lead here with other words than were written; who is writing is ahead of the address.
  useEffect(() => {
    if (document.activeElement !== written.current) setQuery(filter.q ?? '');
  }, [filter.q]);
  const isNarrowed = filter.q !== null || filter.from !== null || filter.to !== null || filter.open;
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
        <a
          className="text-link"
          href={hrefOf({ room: 'claims', filter: { ...filter, q: null, from: null, to: null, open: false } })}
        >
          {words.say('narrow.all')}
        </a>
      )}
    </search>
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
