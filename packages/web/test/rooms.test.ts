import { walkRooms } from './helpers/walk.ts';
import { workbench } from './helpers/workbench.ts';

/** The example case has whatever a room can show. */
walkRooms(workbench(), { stops: 40, holds: ['reader', 'group', 'compare'] });
