import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { serveFiles } from './helpers/served-case.ts';
import { walkRooms } from './helpers/walk.ts';
import { workbench } from './helpers/workbench.ts';

/**
 * Two reports of the press a year apart, that have nothing in common but an excuse: what Isnad began from. They are
 * written for this test; `ISNAD_SEEDS` names a folder with others.
 */
const FOLDER = process.env.ISNAD_SEEDS ?? join(import.meta.dirname, 'samples', 'two-reports');

const files = readdirSync(FOLDER).map((name) => join(FOLDER, name));

walkRooms(
  workbench(() => serveFiles(files)),
  { stops: 12, holds: ['reader', 'group'] },
);
