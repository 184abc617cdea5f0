import { shownPlace } from '@isnad/casefile';

/** A bad argument or an unreadable input: one line on standard error, and exit status 2. */
export class Failure extends Error {
  override readonly name = 'Failure';

  /** @param what the file, address, folder or option, and why: «report.pdf: no such file» */
  constructor(what: string, cause: string) {
    super(`${shownPlace(what)}: ${cause}`);
  }
}

/** Writes the line for something that goes wrong while the run goes on, which then ends with `status`. */
export function complain(message: string, status: 1 | 2): void {
  process.stderr.write(`isnad: ${message.replace(/\s+/g, ' ').trim()}\n`);
  process.exitCode = Math.max(Number(process.exitCode ?? 0), status);
}
