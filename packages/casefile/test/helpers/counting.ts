/** Counts operations, and ends the process before one of them as the system would: nothing is tidied up. */
export class Countdown {
  operations = 0;
  readonly #last: number;

  /** @param last number of the operation that is not reached any more; 0: none */
  constructor(last: number) {
    this.#last = last;
  }

  /** The same function, counted. */
  counted<F extends (...told: never[]) => unknown>(operation: F): F {
    return new Proxy(operation, {
      apply: (target, self, told) => {
        this.operations++;
        if (this.operations === this.#last) process.kill(process.pid, 'SIGKILL');
        return Reflect.apply(target, self, told);
      },
    });
  }
}
