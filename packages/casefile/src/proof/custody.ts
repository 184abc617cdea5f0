import type { Act, Origin } from '../log/entry.ts';
import type { Log } from '../store/store.ts';

/** Who brought what into a case, when, from where, and with what version of which program: as the log has it. */

export interface Custody {
  /** The entry of the log. */
  readonly entry: number;
  /** ISO instant. */
  readonly at: string;
  readonly by: string;
  readonly tool: string;
  readonly act: Act['kind'];
  /** SHA-256 of the original; null for what gave none. */
  readonly original: string | null;
  /** Bytes, where it came in for the first time. */
  readonly size: number | null;
  readonly format: string | null;
  readonly from: Origin | null;
}

const PAGE = 1000;

/** Every arrival, in the order of the log. */
export async function* custodyOf(log: Log): AsyncGenerator<Custody> {
  for (let seq = 0; ; ) {
    const entries = await log.log(seq, PAGE);
    if (entries.length === 0) return;
    for (const { seq: entry, at, by, tool, act } of entries) {
      const came = arrivalIn(act);
      if (came !== null) yield { entry, at, by, tool, act: act.kind, ...came };
      seq = entry;
    }
  }
}

function arrivalIn(act: Act): Pick<Custody, 'original' | 'size' | 'format' | 'from'> | null {
  switch (act.kind) {
    case 'original kept':
      return { original: act.original, size: act.size, format: act.format, from: act.from };
    case 'original met again':
    case 'found unreadable':
      return { original: act.original, size: null, format: null, from: act.from };
    case 'case joined':
      return { original: null, size: null, format: null, from: null };
    default:
      return null;
  }
}
