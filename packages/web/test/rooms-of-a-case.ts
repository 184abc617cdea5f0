import { openCase } from '@isnad/casefile';
import { startServer } from '@isnad/server';
import { walkRooms } from './helpers/walk.ts';
import { workbench } from './helpers/workbench.ts';

/** `npm run campaign:rooms -- CASE`: the walk through the rooms, on a case of any size. It changes nothing in it. */

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('npm run campaign:rooms -- CASE: which case?');

walkRooms(
  workbench(async () => {
    const opened = await openCase(folder);
    const server = await startServer(opened);
    const close = async (): Promise<void> => {
      await server.close();
      await opened.close();
    };
    return { opened, server, close };
  }),
  { stops: 40, holds: ['reader', 'group'] },
);
