/** How far a long run is, on standard error: one line that is written over on a terminal, plain lines elsewhere. */

export interface ProgressOptions {
  readonly stream: { isTTY?: boolean; write(text: string): unknown };
  /** Milliseconds from any fixed moment. */
  readonly clock: () => number;
}

/** Milliseconds between two tellings. */
const ON_TERMINAL = 100;
const ELSEWHERE = 5_000;

export class Progress {
  readonly #what: string;
  readonly #options: ProgressOptions;
  readonly #began: number;
  #told: number;
  #done = 0;
  #pages = 0;
  #whole: number | null = null;
  #shown = false;

  /** @param what things counted, in the plural: «files» */
  constructor(what: string, options: ProgressOptions = { stream: process.stderr, clock: () => performance.now() }) {
    this.#what = what;
    this.#options = options;
    this.#began = options.clock();
    this.#told = this.#began;
  }

  /** How many there are in all, once that is known. */
  setWhole(whole: number): void {
    this.#whole = whole;
  }

  /** So many more are done. */
  step(count = 1): void {
    this.#done += count;
    this.#tell();
  }

  /** So many more pages of them are done. */
  pages(count: number): void {
    this.#pages += count;
    this.#tell();
  }

  #tell(): void {
    const { stream, clock } = this.#options;
    const now = clock();
    if (now - this.#told < (stream.isTTY ? ON_TERMINAL : ELSEWHERE)) return;
    this.#told = now;
    const line = this.#line(now);
    stream.write(stream.isTTY ? `\r\x1b[2K${line}` : `${line}\n`);
    this.#shown = true;
  }

  /** Takes the line off the terminal. */
  end(): void {
    if (this.#shown && this.#options.stream.isTTY) this.#options.stream.write('\r\x1b[2K');
  }

  #line(now: number): string {
    const rate = (this.#done * 1000) / Math.max(1, now - this.#began);
    const whole = this.#whole;
    const parts = [whole === null ? `${this.#done} ${this.#what}` : `${this.#done} of ${whole} ${this.#what}`];
    if (this.#pages > 0) parts.push(`${this.#pages} pages`);
    parts.push(`${rate < 10 ? rate.toFixed(1) : Math.round(rate)} a second`);
    if (whole !== null && whole > this.#done && rate > 0) parts.push(`${duration((whole - this.#done) / rate)} left`);
    return parts.join(', ');
  }
}

/** Seconds as people say them: «40 s», «3 min», «2 h 5 min». */
export function duration(seconds: number): string {
  if (seconds < 90) return `${Math.ceil(seconds)} s`;
  const minutes = Math.ceil(seconds / 60);
  if (minutes < 90) return `${minutes} min`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
