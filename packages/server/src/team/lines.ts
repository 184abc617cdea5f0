/**
 * What the server says of itself, a JSON object a line: events, routes, times and ids of people and cases. Never words
 * of a document, a query, a name or a message of an error, which may hold any of them.
 */
export interface Line {
  readonly event: string;
  readonly [field: string]: string | number | boolean | null;
}

export class Lines {
  readonly #out: (line: string) => void;
  readonly #clock: () => Date;

  constructor(out: (line: string) => void, clock: () => Date) {
    this.#out = out;
    this.#clock = clock;
  }

  write({ event, ...fields }: Line): void {
    this.#out(JSON.stringify({ at: this.#clock().toISOString(), event, ...fields }));
  }

  /** Kind and place of a fault; what it says stays here. */
  readonly fault = (error: unknown): void => {
    const known = error instanceof Error;
    const code = known && 'code' in error && typeof error.code === 'string' ? error.code : null;
    const frames = known ? (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line)) : [];
    const where = frames.slice(0, 6).map((line) => line.trim().slice(3));
    this.write({ event: 'fault', kind: known ? error.name : typeof error, code, where: where.join(' < ') });
  };
}
