import { blocksOf, lookUp, type Sentence, sentencesOf, tokenize, type Vocabulary, type Words } from '@isnad/text';

/** The training news as the tagger sees it. */

/** A tagged name of the corpus: UTF-16 offsets into its document's text. */
export interface TaggedName {
  readonly start: number;
  readonly end: number;
  readonly type: 'PERS' | 'LOC' | 'ORG' | 'MISC';
}

/** Sentences of the corpus that stand together. */
export interface TaggedDocument {
  readonly text: string;
  readonly names: readonly TaggedName[];
}

/** Sentences to a document: the corpus does not say where its articles end; an article has about so many. */
const SENTENCES = 20;

/** The corpus in documents of {@link SENTENCES} sentences, a sentence a line. */
export function readCorpus(rows: string): TaggedDocument[] {
  const lines = rows.split('\n');
  const documents: TaggedDocument[] = [];
  let text = '';
  let names: { start: number; end: number; type: TaggedName['type'] }[] = [];
  let sentences = 0;
  let fresh = true;
  const finish = () => {
    if (text !== '') documents.push({ text, names });
    text = '';
    names = [];
    sentences = 0;
  };
  for (const line of lines) {
    const [word, tag] = line.split('\t');
    if (word === undefined || word === '' || tag === undefined) {
      if (!fresh && ++sentences === SENTENCES) finish();
      fresh = true;
      continue;
    }
    if (text !== '') text += fresh ? '\n' : ' ';
    const start = text.length;
    text += word;
    const open = names[names.length - 1];
    if (tag.startsWith('I-') && !fresh && open !== undefined && open.end === start - 1 && `I-${open.type}` === tag)
      open.end = text.length;
    else if (tag !== 'O') names.push({ start, end: text.length, type: tag.slice(2) as TaggedName['type'] });
    fresh = false;
  }
  finish();
  return documents;
}

/** A document cut into tokens and sentences. */
export interface Prepared {
  readonly words: Words;
  readonly sentences: readonly Sentence[];
}

export function prepare(text: string, vocabulary: Vocabulary): Prepared {
  const tokens = tokenize(text);
  return { words: lookUp(tokens, vocabulary), sentences: sentencesOf(tokens, blocksOf(tokens)) };
}
