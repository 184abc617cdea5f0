import { type LanguageFiles, ListError, rowsOf } from '@isnad/reading';
import type { Relation } from '../findings.ts';
import {
  eachWordFeature,
  type FeatureName,
  type Features,
  type FigureRelation,
  featuresOf,
  WORD_FEATURES,
} from './features.ts';
import type { Lexicon } from './lexicon.ts';
import { type Matching, matchWords } from './match.ts';
import { type ClaimWords, hashOf } from './words.ts';

/** Relations in the order of the model's weights. */
export const RELATIONS: readonly Relation[] = ['same', 'conflict', 'unrelated'];

/** Weights of one feature, in the order of {@link RELATIONS}. */
export type Weights = readonly [number, number, number];

/** What the model makes of two claims. */
export interface Judgement {
  /** Probabilities in the order of {@link RELATIONS}. */
  readonly chances: Weights;
  readonly matching: Matching;
}

/**
 * A linear model of three classes (multinomial logistic regression). Its weights stand in relate.tsv, a feature a
 * line, written by `npm run train:pairs`.
 */
export class RelateModel {
  private readonly lexicon: Lexicon;
  private readonly plain: (readonly [FeatureName, Weights])[] = [];
  private readonly words: ReadonlyMap<string, Map<number, Weights>>;
  private bias: Weights = [0, 0, 0];
  private leans: Weights = [0, 0, 0];

  /** @throws ListError when the file is missing or holds a line that can't be understood */
  constructor(files: LanguageFiles, lexicon: Lexicon) {
    this.lexicon = lexicon;
    this.words = new Map(WORD_FEATURES.map((kind) => [kind, new Map()]));
    const none = featuresOf(NO_WORDS, NO_WORDS, matchWords(NO_WORDS, NO_WORDS, lexicon), NO_FIGURES, lexicon);
    for (const { kind, key, same, conflict, unrelated } of rowsOf(files, 'relate.tsv', COLUMNS)) {
      const weights: Weights = [Number(same), Number(conflict), Number(unrelated)];
      if (weights.some(Number.isNaN))
        throw new ListError(`relate.tsv: «${kind} ${key}» has a weight that is no number`);
      if (kind === 'bias') this.bias = weights;
      else if (kind === 'lean') this.leans = weights;
      else if (kind === 'plain') {
        if (isFeature(key, none)) this.plain.push([key, weights]);
      } else this.wordWeights(kind, key, weights);
    }
  }

  private wordWeights(kind: string, key: string, weights: Weights): void {
    const known = this.words.get(kind);
    if (known === undefined) throw new ListError(`relate.tsv: «${kind}» is no kind of feature`);
    const number = keyNumber(kind, key, this.lexicon);
    if (number !== null) known.set(number, weights);
  }

  judge(a: ClaimWords, b: ClaimWords, figures: FigureRelation): Judgement {
    const matching = matchWords(a, b, this.lexicon);
    return { chances: this.chances(a, b, matching, figures), matching };
  }

  /** The relation for given chances, as a place in {@link RELATIONS}: rare ones are leaned to. */
  decide(chances: Weights): number {
    const scores = chances.map((chance, i) => Math.log(chance) + this.leans[i]!);
    return scores.indexOf(Math.max(...scores));
  }

  /** Probabilities for two claims whose words were laid against each other. */
  chances(a: ClaimWords, b: ClaimWords, matching: Matching, figures: FigureRelation): Weights {
    const features = featuresOf(a, b, matching, figures, this.lexicon);
    let [same, conflict, unrelated] = this.bias;
    const add = (weights: Weights | undefined, value: number) => {
      if (weights === undefined) return;
      same += weights[0] * value;
      conflict += weights[1] * value;
      unrelated += weights[2] * value;
    };
    for (const [name, weights] of this.plain) if (features[name] !== 0) add(weights, features[name]);
    eachWordFeature(a, b, matching, this.lexicon, (kind, key) => add(this.words.get(kind)!.get(key), 1));
    return softmax(same, conflict, unrelated);
  }
}

const NO_WORDS: ClaimWords = new Int32Array(0);
/** What is said where neither claim has a figure. */
export const NO_FIGURES: FigureRelation = { agree: 0, differ: 0 };

function isFeature(key: string, features: Features): key is FeatureName {
  return key in features;
}

const COLUMNS = ['kind', 'key', 'same', 'conflict', 'unrelated'] as const;

/** The number under which a key of the file is looked up: axes by name, sets by their first word. */
function keyNumber(kind: string, key: string, lexicon: Lexicon): number | null {
  if (kind === 'stem' || kind === 'root') return hashOf(key);
  const number = kind === 'set' ? lexicon.sets.indexOf(key) : lexicon.axes.indexOf(key);
  // A list that has changed since the training leaves weights behind that nothing asks for.
  return number < 0 ? null : number;
}

function softmax(x: number, y: number, z: number): Weights {
  const most = Math.max(x, y, z);
  const [p, q, r] = [Math.exp(x - most), Math.exp(y - most), Math.exp(z - most)];
  const sum = p + q + r;
  return [p / sum, q / sum, r / sum];
}
