import { useEffect, useState } from 'react';
import { Problem } from '../api/client.ts';
import { upload } from '../api/endpoints.ts';
import { tellFailure } from '../api/live.ts';

/** Ways for reports to come in: dropped anywhere on the page, pasted, or chosen. */

/** Sends files in, one after another; what the server refuses is told with the other failures. */
export async function sendIn(files: readonly File[]): Promise<void> {
  for (const file of files) {
    try {
      await upload(file.webkitRelativePath || file.name, file);
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
        void filesIn(event.dataTransfer.items).then(sendIn);
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
  if (files.length > 0) await sendIn(files);
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
