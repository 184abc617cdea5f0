import { type Case, CaseError, causeOf, openCase } from '@isnad/casefile';
import { Failure } from './failure.ts';

/**
 * Does something with a case and closes it.
 * @throws Failure when the folder is no case that can be opened
 */
export async function withCase<T>(folder: string, work: (opened: Case) => Promise<T>): Promise<T> {
  const opened = await openNamed(folder);
  try {
    return await work(opened);
  } catch (error) {
    if (error instanceof CaseError) throw new Failure(folder, error.message);
    if (error instanceof Error && 'syscall' in error) throw new Failure(folder, causeOf(error));
    throw error;
  } finally {
    await opened.close();
  }
}

export async function openNamed(folder: string): Promise<Case> {
  try {
    return await openCase(folder);
  } catch (error) {
    const hint = error instanceof CaseError ? `; isnad new ${folder} makes one` : '';
    throw new Failure(folder, `${error instanceof Error ? error.message : String(error)}${hint}`);
  }
}
