import { useEffect, useState } from 'react';
import { Problem } from '../api/client.ts';
import { upload } from '../api/endpoints.ts';
import { tellFailure } from '../api/live.ts';
import { cell } from '../store.ts';

/** Ways for reports to come in: dropped anywhere on the page, pasted, or chosen. */

/** Pictures that came together: whether they are the pages of one report, only a person can say. */
export const asked = cell<readonly File[]>([]);

/** Takes files in; pictures that came together wait until it is said what they are. */
export async function takeIn(files: readonly File[]): Promise<void> {
  if (isBundle(files)) asked.set(files);
  else await sendIn(files);
}

/** Sends the pictures in that were asked about. */
export async function answered(is: 'one report' | 'reports'): Promise<void> {
  const files = asked.get();
  asked.set([]);
  await sendIn(is === 'reports' ? files : [await bundleOf(files)]);
}

const PICTURE = /\.(?:png|jpe?g|tiff?|webp|heic|heif)$/i;
const TRANSCRIPTION = /\.xml$/i;

/** Two pictures or more, and nothing beside them but transcriptions. */
function isBundle(files: readonly File[]): boolean {
  const pictures = files.filter(({ name }) => PICTURE.test(name));
  return pictures.length > 1 && files.every(({ name }) => PICTURE.test(name) || TRANSCRIPTION.test(name));
}

/** The files in one, as they are: a report whose pages are in the order of their names. */
async function bundleOf(files: readonly File[]): Promise<File> {
  const { downloadZip } = await import('client-zip');
  // The same pictures make the same report, whenever they are put together.
  const lastModified = new Date(2000, 0, 1);
  const inOrder = files.toSorted((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
  const packed = await downloadZip(inOrder.map((input) => ({ input, name: nameOf(input), lastModified }))).blob();
  const [folder, inside] = nameOf(inOrder[0]!).split('/');
  const name = inside === undefined ? folder!.replace(/\.[^.]+$/, '') : folder!;
  return new File([packed], `${name}.zip`);
}

/** With the folders that it lay in, where it was dropped with them. */
function nameOf(file: File): string {
  return file.webkitRelativePath || file.name;
}

/** Sends files in, one after another; what the server refuses is told with the other failures. */
async function sendIn(files: readonly File[]): Promise<void> {
  for (const file of files) {
    try {
      await upload(nameOf(file), file);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      tellFailure({ name: file.name, part: null, message: error.message });
    }
  }
}

/** Takes what is dropped or pasted while the component stands; true while a file hangs over the window. */
export function useReceiving(): boolean {
  const [isOver, setIsOver] = useState(false);
  useEffect(() => {
    const stop = new AbortController();
    const { signal } = stop;
    const hasFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false;
    window.addEventListener(
      'dragover',
      (event) => {
        if (!hasFiles(event)) return;
        event.preventDefault();
        setIsOver(true);
      },
      { signal },
    );
    window.addEventListener('dragleave', (event) => event.relatedTarget === null && setIsOver(false), { signal });
    window.addEventListener(
      'drop',
      (event) => {
        if (event.dataTransfer === null || !hasFiles(event)) return;
        event.preventDefault();
        setIsOver(false);
        void filesIn(event.dataTransfer.items).then(takeIn);
      },
      { signal },
    );
    window.addEventListener('paste', (event) => void take(event), { signal });
    return () => stop.abort();
  }, []);
  return isOver;
}

async function take(event: ClipboardEvent): Promise<void> {
  const { target, clipboardData } = event;
  if (clipboardData === null || (target instanceof HTMLElement && target.closest('input, textarea') !== null)) return;
  const files = [...clipboardData.files];
  const text = clipboardData.getData('text/plain').trim();
  if (files.length > 0) await takeIn(files);
  else if (text !== '') await sendIn([new File([text], `${new Date().toISOString().slice(0, 19)}.txt`)]);
}

/** The files of a drop, those inside dropped folders with their path. */
async function filesIn(items: DataTransferItemList): Promise<File[]> {
  const entries = [...items].flatMap((item) => item.webkitGetAsEntry() ?? []);
  const files: File[] = [];
  for (const entry of entries) await collect(entry, '', files);
  return files;
}

async function collect(entry: FileSystemEntry, folder: string, files: File[]): Promise<void> {
  if (entry instanceof FileSystemFileEntry) {
    const file = await new Promise<File>((resolve, reject) => entry.file(resolve, reject));
    files.push(new File([file], `${folder}${file.name}`, { type: file.type }));
  } else if (entry instanceof FileSystemDirectoryEntry) {
    const reader = entry.createReader();
    // A reader gives a folder in helpings, and none at its end.
    for (;;) {
      const inside = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
      if (inside.length === 0) break;
      for (const child of inside) await collect(child, `${folder}${entry.name}/`, files);
    }
  }
}
