import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { read } from '@isnad/reading';
import { loadArabic } from '@isnad/reading/load';
import { type ClaimRef, type Findings, type Group, weigh } from '@isnad/weighing';
import { loadWeighingArabic } from '@isnad/weighing/load';
import { z } from 'zod';
import type { Section } from './table.ts';

const span = z.object({ start: z.number(), end: z.number() });
const goldClaim = z.object({ id: z.string(), words: z.union([span, z.array(span)]), gist_en: z.string() });
const goldLink = z.object({ claims: z.array(z.string()), relation: z.string(), why: z.string() });
const goldFile = z.object({
  documents: z.array(z.object({ id: z.string(), published: z.string().nullable(), claims: z.array(goldClaim) })),
  across: z.array(goldLink),
  within: z.array(goldLink),
});

type GoldLink = z.infer<typeof goldLink>;

/** The links between the claims of the two seed reports, and what routes the illness claim has. */
export const seedsWeighingSection: Section = async (folder) => {
  const gold = goldFile.parse(JSON.parse(readFileSync(join(folder, 'seeds.gold.json'), 'utf8')));
  const language = loadArabic();
  const readings = gold.documents.map(({ id, published }) =>
    read({ id, published, text: readFileSync(join(folder, '..', 'seeds', `${id}.txt`), 'utf8') }, language),
  );
  const findings = await weigh(readings, loadWeighingArabic());
  const found = new FoundClaims(findings);
  for (const { id, claims } of gold.documents) {
    for (const claim of claims) found.place(claim.id, id, Array.isArray(claim.words) ? claim.words : [claim.words]);
  }
  const rows: (string | number)[][] = [];
  for (const [name, links] of [
    ['across', gold.across],
    ['within', gold.within],
  ] as const) {
    for (const relation of ['same', 'supports', 'related', 'contradicts']) {
      const of = links.filter((link) => link.relation === relation);
      if (of.length === 0) continue;
      const right = of.filter((link) => found.holds(link));
      rows.push([`${name}: ${relation}`, right.length, of.length]);
    }
  }
  const near = [...gold.across, ...gold.within].filter(
    ({ relation }) => relation === 'same' || relation === 'supports',
  );
  const nearRight = near.filter((link) => found.holds(link)).length;
  rows.push(['same and supports together', nearRight, near.length]);
  const illness = found.groupsOf(['s1-c07', 's1-c09', 's1-c49', 's2-c21']);
  return [
    {
      title: 'seeds: links',
      columns: ['links', 'found', 'of'],
      rows,
      notes: [
        'same, supports and related: two of the claims are in one group or in groups linked as related; contradicts: a conflict or a flag names both',
        `certain routes of the groups on illness: ${illness.map(({ routes, claims }) => `${routes.certain} (${claims.length} claims)`).join(', ')}`,
        `groups of more than one claim: ${findings.groups.filter(({ claims }) => claims.length > 1).length}`,
      ],
    },
  ];
};

/** Where the gold claims are among the found ones. */
class FoundClaims {
  private readonly findings: Findings;
  private readonly places = new Map<string, ClaimRef[]>();

  constructor(findings: Findings) {
    this.findings = findings;
  }

  /** Takes the found claims that stand in, or hold, more than half of the gold one's words. */
  place(id: string, document: string, spans: readonly { start: number; end: number }[]): void {
    const all = this.findings.groups.flatMap(({ claims }) => claims);
    const near = all.filter((claim) => {
      if (claim.document !== document) return false;
      return spans.some(({ start, end }) => {
        const shared = Math.min(end, claim.end) - Math.max(start, claim.start);
        return (
          shared > 0 &&
          shared >= 0.5 * Math.min(end - start, claim.end - claim.start) &&
          shared >= 0.3 * (claim.end - claim.start)
        );
      });
    });
    this.places.set(id, near);
  }

  groupsOf(ids: readonly string[]): Group[] {
    const claims = ids.flatMap((id) => this.places.get(id) ?? []);
    return this.findings.groups.filter((group) =>
      group.claims.some((one) => claims.some((claim) => isSame(one, claim))),
    );
  }

  /** Whether two claims of a link, of two of its gold claims, are found to stand so. */
  holds({ claims, relation }: GoldLink): boolean {
    return claims.some((a, i) =>
      claims.slice(i + 1).some((b) => (relation === 'contradicts' ? this.clash(a, b) : this.near(a, b))),
    );
  }

  private near(a: string, b: string): boolean {
    const [x, y] = [this.groupsOf([a]), this.groupsOf([b])];
    return x.some((group) =>
      y.some((other) => group.id === other.id || group.related.includes(other.id) || other.related.includes(group.id)),
    );
  }

  private clash(a: string, b: string): boolean {
    const [x, y] = [this.places.get(a) ?? [], this.places.get(b) ?? []];
    const { groups, figures, flags } = this.findings;
    const pairs = [...groups, ...figures].flatMap(({ conflicts }) =>
      conflicts.map((conflict) => [conflict.a, conflict.b]),
    );
    return [...pairs, ...flags.map(({ claims }) => [...claims])].some(
      (pair) =>
        pair.some((one) => x.some((claim) => isSame(one, claim))) &&
        pair.some((one) => y.some((claim) => isSame(one, claim))),
    );
  }
}

function isSame(a: ClaimRef, b: ClaimRef): boolean {
  return a.document === b.document && a.claim === b.claim;
}
