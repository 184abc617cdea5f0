import { type ReactNode, type RefObject, useState } from 'react';
import { Button } from 'react-aria-components/Button';
import { Switch } from 'react-aria-components/Switch';
import { type Address, claimsHref, hrefOf, type Room, reportHref } from '../address.ts';
import { documents, theCase } from '../api/endpoints.ts';
import { isOfTeam } from '../api/here.ts';
import { useRemote } from '../api/remote.ts';
import { Icon } from '../marks/icons.tsx';
import { vars } from '../parts/vars.ts';
import { prefer, preferences } from '../preferences.ts';
import { useCell } from '../store.ts';
import { useWords } from '../words/context.tsx';
import { FindField } from './find-field.tsx';
import { lastReport } from './last-report.ts';
import './bar.css';

/** The rooms as the bar lists them; a group is in the room of claims. */
const ROOMS = ['case', 'report', 'claims', 'figures', 'sources', 'times', 'causes', 'review', 'briefing'] as const;
type Listed = (typeof ROOMS)[number];

export function Bar({
  address,
  find,
}: {
  readonly address: Address;
  readonly find: RefObject<HTMLInputElement | null>;
}): ReactNode {
  const words = useWords();
  const { value } = useRemote(theCase());
  const last = useCell(lastReport);
  const first = useRemote(documents({ limit: 1 })).value?.items[0];
  const report = last ?? first?.id;
  const here = listedOf(address.room);
  const [openAt, setOpenAt] = useState<Address | null>(null);
  // Going anywhere shuts the list.
  const isOpen = openAt === address;
  const hrefs: { readonly [room in Listed]: string | null } = {
    case: hrefOf({ room: 'case' }),
    report: report === undefined ? null : reportHref(report),
    claims: claimsHref(),
    figures: hrefOf({ room: 'figures', id: null }),
    sources: hrefOf({ room: 'sources', key: null }),
    times: hrefOf({ room: 'times', place: null }),
    causes: hrefOf({ room: 'causes', of: null }),
    review: hrefOf({ room: 'review', part: 'first' }),
    briefing: hrefOf({ room: 'briefing' }),
  };
  return (
    <header className={address.room === 'search' ? 'bar is-searching' : 'bar'}>
      <div className="mark">
        <a href={hrefOf({ room: 'case' })} lang="ar">
          إسناد
        </a>
        <Nuqtas />
        {isOfTeam() ? (
          <a className="case-name" href="/cases" dir="auto">
            {value?.info.name}
          </a>
        ) : (
          <bdi className="case-name">{value?.info.name}</bdi>
        )}
      </div>
      <nav
        className={isOpen ? 'rooms is-open' : 'rooms'}
        aria-label={words.say('bar.rooms')}
        style={vars({ '--rooms': ROOMS.length })}
      >
        <Button className="rooms-toggle" aria-expanded={isOpen} onPress={() => setOpenAt(isOpen ? null : address)}>
          {words.say(`room.${here ?? (address.room === 'settings' ? 'settings' : 'search')}`)}
          <Icon name="down" />
        </Button>
        {ROOMS.map((room, place) => {
          const href = hrefs[room];
          return href === null ? null : (
            <a
              key={room}
              href={href}
              aria-current={room === here ? 'page' : undefined}
              style={vars({ '--place': place })}
            >
              {words.say(`room.${room}`)}
            </a>
          );
        })}
      </nav>
      <FindField address={address} field={find} />
      <div className="prefs">
        <OtherLanguage />
        <Lamp />
        <a
          className="settings-link"
          href={hrefOf({ room: 'settings' })}
          aria-label={words.say('room.settings')}
          aria-current={address.room === 'settings' ? 'page' : undefined}
        >
          <Icon name="settings" />
        </a>
      </div>
    </header>
  );
}

function listedOf(room: Room): Listed | null {
  if (room === 'group') return 'claims';
  if (room === 'compare') return 'report';
  return room === 'search' || room === 'settings' ? null : room;
}

/** The three dots of the mark, as a scribe ends a line with them. */
export function Nuqtas(): ReactNode {
  return (
    <svg viewBox="0 0 7 30" aria-hidden="true">
      <path d="M3.5 0 7 3.5 3.5 7 0 3.5ZM3.5 11.5 7 15 3.5 18.5 0 15ZM3.5 23 7 26.5 3.5 30 0 26.5Z" />
    </svg>
  );
}

export function OtherLanguage(): ReactNode {
  const words = useWords();
  const other = words.language === 'ar' ? 'en' : 'ar';
  return (
    <button type="button" className="language" lang={other} onClick={() => prefer({ language: other })}>
      {other === 'ar' ? 'العربية' : 'English'}
    </button>
  );
}

/** Light or dark; until it is touched the machine decides. */
export function Lamp(): ReactNode {
  const words = useWords();
  const { theme } = useCell(preferences);
  const isDark = theme === 'dark' || (theme === 'system' && matchMedia('(prefers-color-scheme: dark)').matches);
  return (
    <Switch
      className="theme"
      aria-label={words.say('bar.dark')}
      isSelected={isDark}
      onChange={(dark) => prefer({ theme: dark ? 'dark' : 'light' })}
    >
      <Icon name="lamp" />
    </Switch>
  );
}
