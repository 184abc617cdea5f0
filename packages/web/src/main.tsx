import { createRoot } from 'react-dom/client';
import { App } from './shell/app.tsx';
import './styles/faces.css';
import './styles/tokens.css';
import './styles/base.css';
import './styles/marks.css';
import './styles/rooms.css';

const page = document.getElementById('page');
if (page === null) throw new Error('the page has no place to stand in');
createRoot(page).render(<App />);
