import type { Vocabulary } from '@isnad/text';
import { type LanguageFiles, ListError } from '../lists.ts';
import { createGazetteer, type Gazetteer } from './gazetteer.ts';
import { decodeModel, type NameModel } from './model.ts';
import { Scorer } from './tagger.ts';

/** What the layer of names goes by. */
export interface NameWords {
  readonly gazetteer: Gazetteer;
  readonly model: NameModel;
  readonly scorer: Scorer;
}

/** @throws ListError when a list or the model is missing or can't be understood */
export function compileNames(files: LanguageFiles, vocabulary: Vocabulary): NameWords {
  const bytes = files.models.get('names.model');
  if (bytes === undefined) throw new ListError('names.model is missing');
  return nameWords(createGazetteer(files, vocabulary), decodeModel(bytes));
}

export function nameWords(gazetteer: Gazetteer, model: NameModel): NameWords {
  return { gazetteer, model, scorer: new Scorer(gazetteer, model) };
}
