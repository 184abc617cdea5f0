import { readdirSync, readFileSync } from 'node:fs';

/** Processor time of processes, as Linux counts it; elsewhere it is not known. */

const TICKS = 100;

interface Process {
  readonly pid: number;
  readonly parent: number;
  /** Its own and that of its children that have ended. */
  readonly ticks: number;
}

function processes(): Process[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
        const fields = stat
          .slice(stat.lastIndexOf(')') + 2)
          .split(' ')
          .map(Number);
        const ticks = fields.slice(11, 15).reduce((sum, one) => sum + one, 0);
        return [{ pid: Number(name), parent: fields[1]!, ticks }];
      } catch {
        // It ended between the two looks.
        return [];
      }
    });
}

/** Seconds of processor that a process and all that come from it have used. */
export function processorOf(pid: number): number {
  if (process.platform !== 'linux') return Number.NaN;
  const all = processes();
  const family = new Set([pid]);
  for (let before = 0; before < family.size; ) {
    before = family.size;
    for (const one of all) if (family.has(one.parent)) family.add(one.pid);
  }
  return all.reduce((sum, one) => sum + (family.has(one.pid) ? one.ticks : 0), 0) / TICKS;
}
