import { type Case, CaseError, causeOf, isCase, openCase } from '@isnad/casefile';
import { Failure } from './failure.ts';

/**
 * Does something with a case and closes it.
 * @throws Failure when the folder is no case that can be opened
 */
export async function withCase<T>(folder: string, work: (opened: Case) => Promise<T>): Promise<T> {
  const opened = await openNamed(folder);
  try {
    return await onCase(folder, () => work(opened));
  } finally {
    await opened.close();
  }
}

/** What a case refuses, or the system, is told under the name of its folder or file. */
export async function onCase<T>(name: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof CaseError) throw new Failure(name, error.message);
    if (error instanceof Error && 'syscall' in error) throw new Failure(name, causeOf(error));
    throw error;
  }
}

/** The same for a file of another kind: what is wrong in it has a code, too. */
export async function onFile<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await onCase(path, work);
  } catch (error) {
    if (error instanceof Error && 'code' in error) throw new Failure(path, causeOf(error));
    throw error;
  }
}

/** @param by who works on it; the name of the account unless told */
export async function openNamed(folder: string, by?: string): Promise<Case> {
  try {
    return await openCase(folder, by === undefined ? {} : { by });
  } catch (error) {
    const hint = error instanceof CaseError && !isCase(folder) ? `; isnad new ${folder} makes one` : '';
    throw new Failure(folder, `${error instanceof Error ? error.message : String(error)}${hint}`);
  }
}
