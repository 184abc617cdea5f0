import { actsOf } from './acts/acts.ts';
import { analyse, type Source, spanOf } from './analysis.ts';
import { attributionsOf } from './attributions/attributions.ts';
import { causesOf } from './causes/causes.ts';
import { claimsOf } from './claims/claims.ts';
import type { Reading } from './contract.ts';
import { Syntax } from './grammar/syntax.ts';
import type { Language } from './language.ts';
import { readNames } from './names/names.ts';
import { quantitiesOf } from './quantities.ts';

/** Reads one document. Pure: the same document and language give the same Reading. Takes any string. */
export function read(source: Source, language: Language): Reading {
  const analysis = analyse(source, language.vocabulary);
  const names = readNames(analysis, language.names, language.grammar);
  const syntax = new Syntax(analysis, language.grammar, language.keywords, names.found);
  const { text } = source;
  const { gazetteer } = language.names;
  const attributions = attributionsOf(syntax, language.attributions, { gazetteer, ...names });
  const quantities = quantitiesOf(syntax, language.quantities, attributions);
  const causes = causesOf(syntax, language.causes, attributions);
  const claims = claimsOf(syntax, language.claims, {
    attributions,
    causes,
    figures: quantities.figures,
    dates: quantities.dates,
    mentions: names.mentions,
  });
  const acts = actsOf(syntax, language.acts, {
    attributions,
    causes,
    figures: quantities.figures,
    dates: quantities.dates,
    mentions: names.mentions,
    names: names.found,
    nouns: language.quantities.nouns,
    gazetteer,
  });
  return {
    id: source.id,
    language: language.code,
    text,
    published: source.published ?? null,
    outlet: source.outlet ?? null,
    blocks: analysis.blocks.map((block) => ({ ...spanOf(text, block.start, block.end), kind: block.kind })),
    sentences: analysis.sentences.map((sentence) => spanOf(text, sentence.start, sentence.end)),
    entities: names.entities,
    mentions: names.mentions,
    numbers: quantities.numbers,
    figures: quantities.figures,
    dates: quantities.dates,
    attributions,
    claims,
    causes,
    acts,
    flags: quantities.flags,
  };
}
