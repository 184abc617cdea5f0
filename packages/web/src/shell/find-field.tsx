import { type ReactNode, type RefObject, useEffect, useState } from 'react';
import { Input } from 'react-aria-components/Input';
import { SearchField } from 'react-aria-components/SearchField';
import { type Address, hrefOf, readAddress } from '../address.ts';
import { Icon } from '../marks/icons.tsx';
import { useWords } from '../words/context.tsx';
import { go, goSilently } from './location.ts';

/** The field in the bar: what is written in it is looked for at once, in the room of search. */
export function FindField({
  address,
  field,
}: {
  readonly address: Address;
  readonly field: RefObject<HTMLInputElement | null>;
}): ReactNode {
  const words = useWords();
  const query = address.room === 'search' ? address.query : '';
  const [written, setWritten] = useState(query);
  useEffect(() => {
    // The address comes after the letters: who is writing is ahead of it.
    const isWriting = address.room === 'search' && document.activeElement === field.current;
    if (!isWriting) setWritten(query);
  }, [address.room, query, field]);
  const write = (text: string): void => {
    setWritten(text);
    const next: Address = { room: 'search', query: text, watch: null };
    // One step in the history for a search, however many letters it took.
    if (readAddress(window.location.hash).room === 'search') goSilently(next);
    else if (text.trim() !== '') go(next);
  };
  return (
    <search className="find">
      <a className="find-link" href={hrefOf({ room: 'search', query, watch: null })} aria-label={words.say('bar.find')}>
        <Icon name="find" />
      </a>
      <SearchField aria-label={words.say('bar.find')} value={written} onChange={write}>
        <Input ref={field} placeholder={words.say('bar.find')} dir="auto" enterKeyHint="search" />
      </SearchField>
      <span aria-hidden="true">
        <kbd>/</kbd>
      </span>
    </search>
  );
}
