import type { ProblemDocument } from '@isnad/server/api';
import { preferences } from '../preferences.ts';
import { isOfTeam, located } from './here.ts';

/** Thrown when the API answers with a problem document, or not at all (`status` 0); its message is for the reader. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly status: number;
  readonly detail: string | null;

  constructor({ status, title, detail }: Pick<ProblemDocument, 'status' | 'title' | 'detail'>) {
    super(title);
    this.status = status;
    this.detail = detail;
  }
}

export interface Answer<T> {
  readonly value: T;
  /** Names this state of the answer: the same tag, the same answer. */
  readonly tag: string | null;
}

/**
 * Asks for what `path` answers. The browser keeps answers and asks the server whether they still hold (ETag).
 * @throws Problem, or an AbortError when the signal was given
 */
export async function ask<T>(path: string, signal: AbortSignal): Promise<Answer<T>> {
  const response = await reach(path, { signal });
  return { value: await response.json(), tag: response.headers.get('etag') };
}

/**
 * Sends something that changes the case.
 * @throws Problem
 */
export async function send<T>(path: string, body: unknown, method: 'POST' | 'PUT' = 'POST'): Promise<T> {
  const headers = { 'content-type': 'application/json' };
  const response = await reach(path, { method, headers, body: JSON.stringify(body) });
  return await response.json();
}

/**
 * Sends what a file is to be made from; answers with the file.
 * @throws Problem
 */
export async function sendForFile(path: string, body: unknown): Promise<Blob> {
  const headers = { 'content-type': 'application/json' };
  const response = await reach(path, { method: 'POST', headers, body: JSON.stringify(body) });
  return await response.blob();
}

/**
 * Takes something away.
 * @throws Problem
 */
export async function remove<T>(path: string): Promise<T> {
  const response = await reach(path, { method: 'DELETE' });
  return await response.json();
}

/**
 * Sends a file, as it is.
 * @throws Problem
 */
export async function sendFile<T>(path: string, file: Blob): Promise<T> {
  const headers = { 'content-type': 'application/octet-stream' };
  const response = await reach(path, { method: 'POST', headers, body: file });
  return await response.json();
}

async function reach(path: string, init: RequestInit): Promise<Response> {
  const headers = new Headers(init.headers);
  headers.set('accept-language', preferences.get().language);
  let response: Response;
  try {
    response = await fetch(located(path), { ...init, headers, credentials: 'same-origin' });
  } catch (error) {
    if (init.signal?.aborted) throw error;
    throw new Problem({ status: 0, title: '', detail: null });
  }
  if (response.ok) return response;
  // A session that has ended, in the middle of the work: whoever signs in again comes back here.
  if (response.status === 401 && isOfTeam() && window.location.pathname !== '/sign-in') {
    const { pathname, hash } = window.location;
    window.location.assign(`/sign-in?to=${encodeURIComponent(`${pathname}${hash}`)}`);
  }
  throw new Problem(await problemIn(response));
}

async function problemIn(response: Response): Promise<ProblemDocument> {
  if (response.headers.get('content-type')?.startsWith('application/problem+json')) return await response.json();
  return { type: 'about:blank', title: response.statusText, status: response.status, detail: null };
}
