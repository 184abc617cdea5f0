import { createRoot } from 'react-dom/client';
import { roomOf } from './people/rooms.ts';
import { App } from './shell/app.tsx';
import './styles/faces.css';
import './styles/tokens.css';
import './styles/base.css';
import './styles/marks.css';
import './styles/rooms.css';

const page = document.getElementById('page');
if (page === null) throw new Error('the page has no place to stand in');
const root = createRoot(page);
const room = roomOf(window.location.pathname);
if (room === null) root.render(<App />);
else void import('./people/team.tsx').then(({ Team }) => root.render(<Team room={room} />));
