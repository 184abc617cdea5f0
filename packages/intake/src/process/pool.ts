import { LIMITS } from '../limits.ts';
import { type Allowance, Parser } from './parser.ts';

/** Processes that are lent out, as many at once as the pool is large, started when they are first needed. */
export class Pool {
  private readonly idle: Parser[] = [];
  private readonly busy = new Set<Parser>();
  private readonly queue: ((parser: Parser) => void)[] = [];
  readonly size: number;

  private readonly allowance: Allowance;

  constructor(size: number, allowance: Allowance) {
    this.size = size;
    this.allowance = allowance;
  }

  async take(): Promise<Parser> {
    let idle = this.idle.pop();
    // One may have ended since it was given back.
    while (idle !== undefined && !idle.alive) idle = this.idle.pop();
    const parser = idle ?? (this.busy.size < this.size ? new Parser(this.allowance) : await this.nextFree());
    this.busy.add(parser);
    return parser;
  }

  give(parser: Parser): void {
    this.busy.delete(parser);
    const worn = !parser.alive || parser.jobs >= LIMITS.filesPerProcess;
    if (worn) parser.close();
    const next = this.queue.shift();
    if (next !== undefined) {
      const heir = worn ? new Parser(this.allowance) : parser;
      this.busy.add(heir);
      next(heir);
    } else if (!worn) this.idle.push(parser);
  }

  close(): void {
    for (const parser of [...this.idle, ...this.busy]) parser.close();
    this.idle.length = 0;
  }

  private nextFree(): Promise<Parser> {
    return new Promise((resolve) => this.queue.push(resolve));
  }
}
