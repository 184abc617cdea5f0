import { type Context, spend, within } from '../formats/context.ts';
import type { Part } from '../formats/part.ts';
import { readSource } from '../formats/read.ts';
import { lazySource } from '../formats/source.ts';
import { fileName } from './names.ts';

/**
 * One entry of an archive or a message of any kind, read as if it lay by itself; what is wrong with it is told of it
 * alone. Its bytes are unpacked when they are wanted.
 */
export async function* readEntry(
  label: string,
  size: number,
  bytes: () => Promise<Uint8Array>,
  context: Context,
): AsyncGenerator<Part> {
  spend(context.budget, size);
  context.step();
  yield* readSource(lazySource(fileName(label), size, bytes), within(context, label));
}
