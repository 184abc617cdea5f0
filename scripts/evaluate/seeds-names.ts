import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Mention, read } from '@isnad/reading';
import { loadArabic } from '@isnad/reading/load';
import { z } from 'zod';
import { pairByOverlap } from './match.ts';
import { Scores } from './reading.ts';
import { SCORE_COLUMNS, type Section } from './table.ts';

/** The mentions and entities of the two seed reports. */

const words = z.object({ start: z.number(), end: z.number() });

const seeds = z.object({
  documents: z.array(
    z.object({
      id: z.string(),
      published: z.string().nullable(),
      mentions: z.array(z.object({ span: words, name: words.optional(), type: z.string(), entity: z.string() })),
    }),
  ),
});

type Gold = z.infer<typeof seeds>['documents'][number]['mentions'][number];

/** Types in the order of the rows; groups and plain persons of the cases are looked for by other layers. */
const TYPES = ['person', 'organization', 'place', 'media', 'document', 'nationality'];

export const seedNamesSection: Section = (folder) => {
  const language = loadArabic();
  const scores = new Scores();
  const { documents } = seeds.parse(JSON.parse(readFileSync(join(folder, 'seeds.gold.json'), 'utf8')));
  for (const gold of documents) {
    const text = readFileSync(join(folder, '..', 'seeds', `${gold.id}.txt`), 'utf8');
    const { mentions } = read({ id: gold.id, text, published: gold.published }, language);
    const pairs = pairsOf(mentions, gold.mentions);
    for (const type of TYPES) {
      const right = pairs.filter(([, wanted]) => wanted.type === type);
      const found = mentions.filter((mention) => mention.type === type);
      const wanted = gold.mentions.filter((mention) => mention.type === type);
      scores.add(type, right.length, found.length, wanted.length);
    }
    addLinks(pairs, scores);
  }
  return [
    {
      title: 'seeds.gold.json: mentions',
      columns: SCORE_COLUMNS,
      rows: scores.table(),
      notes: [
        'a mention is found when one of its type overlaps its name, or its words where it is a description',
        'same entity: of the pairs of found mentions, those that both, or only one, hold to be the same',
      ],
    },
  ];
};

/** Found mentions with the gold ones of their type, one to one. */
function pairsOf(found: readonly Mention[], gold: readonly Gold[]): [Mention, Gold][] {
  return TYPES.flatMap((type) => {
    const own = found.filter((mention) => mention.type === type);
    const wanted = gold.filter((mention) => mention.type === type);
    const spans = wanted.map(({ name, span }) => name ?? span);
    return pairByOverlap(own, spans).map(([f, g]): [Mention, Gold] => [own[f]!, wanted[g]!]);
  });
}

function addLinks(pairs: readonly [Mention, Gold][], scores: Scores): void {
  let right = 0;
  let found = 0;
  let wanted = 0;
  for (const [i, [a, goldA]] of pairs.entries()) {
    for (const [b, goldB] of pairs.slice(i + 1)) {
      const same = a.entity !== null && a.entity === b.entity;
      const goldSame = goldA.entity === goldB.entity;
      if (same) found++;
      if (goldSame) wanted++;
      if (same && goldSame) right++;
    }
  }
  scores.add('same entity', right, found, wanted);
}
