import type { ReactNode } from 'react';
import { Fenced } from '../parts/troubles.tsx';
import { Lamp, Nuqtas, OtherLanguage } from '../shell/bar.tsx';
import { Speaking } from '../words/context.tsx';
import { AccountPage } from './account.tsx';
import { Cases } from './cases.tsx';
import { Door } from './door.tsx';
import { Leaving } from './leaving.tsx';
import { Members } from './members.tsx';
import type { TeamRoom } from './rooms.ts';
import '../shell/bar.css';
import './people.css';

/** A page of the team server that is not of a case's work: the mark above it, and who is in. */
export function Team({ room }: { readonly room: TeamRoom }): ReactNode {
  return (
    <Speaking>
      <header className="bar">
        <div className="mark">
          <a href="/cases" lang="ar">
            إسناد
          </a>
          <Nuqtas />
        </div>
        <div className="prefs team-prefs">
          {room !== 'door' && <Leaving />}
          <OtherLanguage />
          <Lamp />
        </div>
      </header>
      <main aria-busy={false}>
        <Fenced place={room}>
          <div className="room team">
            <Page room={room} />
          </div>
        </Fenced>
      </main>
    </Speaking>
  );
}

function Page({ room }: { readonly room: TeamRoom }): ReactNode {
  switch (room) {
    case 'door':
      return <Door />;
    case 'cases':
      return <Cases />;
    case 'account':
      return <AccountPage />;
    case 'people':
      return <Members />;
  }
}
