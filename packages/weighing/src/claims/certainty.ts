import { alternatives, type LanguageFiles, ListError, rowsOf } from '@isnad/reading';
import { normalKey } from '@isnad/text';

const LEVELS = ['condition', 'open', 'likely', 'sure'] as const;

/** How sure a report is of what it tells; `condition` where it does not tell it but asks or supposes it, `plain` where it says nothing of that. */
export type Certainty = (typeof LEVELS)[number] | 'plain';

/** Most words of a phrase. */
const LONGEST = 4;

/** The phrases of certainty.tsv by their words in normal form. */
export class CertaintyWords {
  private readonly levels = new Map<string, Exclude<Certainty, 'plain'>>();

  /** @throws ListError when the list is missing or has a level that there is not */
  constructor(files: LanguageFiles) {
    for (const { level: name, words } of rowsOf(files, 'certainty.tsv', ['level', 'words'])) {
      const level = LEVELS.find((one) => one === name);
      if (level === undefined) throw new ListError(`certainty.tsv: there is no level «${name}»`);
      for (const phrase of alternatives(words)) this.levels.set(wordsIn(phrase).join(' '), level);
    }
  }

  /** How sure a text is: what it leaves open outweighs what it holds likely, and that what it is sure of. */
  of(text: string): Certainty {
    const words = wordsIn(text);
    const found = new Set<Certainty>();
    for (let at = 0; at < words.length; at++) {
      for (let length = Math.min(LONGEST, words.length - at); length > 0; length--) {
        const level = this.levelAt(words, at, length);
        if (level === undefined) continue;
        found.add(level);
        at += length - 1;
        break;
      }
    }
    return LEVELS.find((level) => found.has(level)) ?? 'plain';
  }

  private levelAt(words: readonly string[], at: number, length: number): Certainty | undefined {
    const rest = words.slice(at + 1, at + length);
    const first = words[at]!;
    return (
      this.levels.get([first, ...rest].join(' ')) ?? this.levels.get([first.replace(JOINED, ''), ...rest].join(' '))
    );
  }
}

/** Letters that are written onto a word: «ولم يتضح», «فيما لا يزال». */
const JOINED = /^[وف](?=..)/;

function wordsIn(text: string): string[] {
  return normalKey(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}

/** Whether the first is sure of what the second leaves open or holds but likely. */
export function isSurer(a: Certainty, b: Certainty): boolean {
  return a === 'sure' && (b === 'open' || b === 'likely');
}
