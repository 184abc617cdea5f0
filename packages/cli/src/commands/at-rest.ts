import { sealCase, sealedFile, unsealCase } from '@isnad/casefile';
import { onCase } from '../open.ts';
import { askPassphrase } from '../passphrase.ts';
import { writeLine } from '../streams.ts';

/** `isnad seal`: the folder of a case becomes one encrypted file. */
export async function sealCommand(folder: string): Promise<void> {
  const passphrase = await askPassphrase(true);
  const sealed = await onCase(folder, () => sealCase(folder, passphrase));
  await writeLine(`sealed: ${sealed}; whoever loses the passphrase loses the case`);
}

/** `isnad unseal`: the encrypted file becomes the folder again. */
export async function unsealCommand(folder: string): Promise<void> {
  const place = folder.endsWith('.age') ? folder.slice(0, -'.age'.length) : folder;
  const passphrase = await askPassphrase(false);
  await onCase(sealedFile(place), () => unsealCase(place, passphrase));
  await writeLine(`opened: ${place}`);
}
