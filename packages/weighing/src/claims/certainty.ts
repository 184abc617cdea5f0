import { alternatives, type LanguageFiles, ListError, rowsOf } from '@isnad/reading';
import { normalKey } from '@isnad/text';

const LEVELS = ['condition', 'open', 'likely', 'sure'] as const;
/** All that a report may be. */
export const CERTAINTIES = [...LEVELS, 'plain'] as const;

/** How sure a report is of what it tells; `condition` where it does not tell it but asks or supposes it, `plain` where it says nothing of that. */
export type Certainty = (typeof CERTAINTIES)[number];

interface Phrase {
  readonly words: readonly string[];
  readonly level: Exclude<Certainty, 'plain'>;
}

/** The phrases of certainty.tsv by their words in normal form. */
export class CertaintyWords {
  /** By first word, the longest first. */
  private readonly phrases: ReadonlyMap<string, readonly Phrase[]>;

  /** @throws ListError when the list is missing or has a level that there is not */
  constructor(files: LanguageFiles) {
    const phrases: Phrase[] = [];
    for (const { level: name, words } of rowsOf(files, 'certainty.tsv', ['level', 'words'])) {
      const level = LEVELS.find((one) => one === name);
      if (level === undefined) throw new ListError(`certainty.tsv: there is no level «${name}»`);
      for (const phrase of alternatives(words)) phrases.push({ words: wordsIn(phrase), level });
    }
    phrases.sort((x, y) => y.words.length - x.words.length);
    this.phrases = Map.groupBy(phrases, ({ words }) => words[0]!);
  }

  /** How sure a text is: what it leaves open outweighs what it holds likely, and that what it is sure of. */
  of(text: string): Certainty {
    const words = wordsIn(text);
    const found = new Set<Certainty>();
    for (let at = 0; at < words.length; at++) {
      const phrase = this.phraseAt(words, at);
      if (phrase === undefined) continue;
      found.add(phrase.level);
      at += phrase.words.length - 1;
    }
    return LEVELS.find((level) => found.has(level)) ?? 'plain';
  }

  private phraseAt(words: readonly string[], at: number): Phrase | undefined {
    const first = words[at]!;
    const phrases = [...(this.phrases.get(first) ?? []), ...(this.phrases.get(first.replace(JOINED, '')) ?? [])];
    return phrases.find((phrase) => phrase.words.every((word, i) => i === 0 || words[at + i] === word));
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
