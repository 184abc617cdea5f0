import type { Case } from '@isnad/casefile';
import type { ClaimRecord } from '@isnad/server/api';
import type { ClaimRef, Conflict, Findings, Grade, Group, RouteEdge, RouteNode } from '@isnad/weighing';

/** Findings of the example case, put together by hand over its real Readings until weighing finds them itself. */

/** Words that make a claim of this group, by document. */
const GROUPS: ReadonlyArray<{
  readonly words: RegExp;
  readonly against?: RegExp;
  readonly kind?: Conflict['kind'];
  readonly ar: string;
  readonly en: string;
}> = [
  {
    words: /غادر موقعه/,
    against: /الحارس كان في موقعه/,
    kind: 'opposite',
    ar: 'سجلات الوردية تقول إنه كان في موقعه',
    en: 'the shift records say that he was at his post',
  },
  {
    words: /صفارات الإنذار (لم|كانت معطلة)/,
    ar: 'من مزارع ومعلمة ولجنة، لا يجمعهم أحد',
    en: 'a farmer, a teacher and a commission, whom nobody ties together',
  },
  { words: /انسداد بوابات التصريف/, ar: 'من مهندسة ولجنة', en: 'an engineer and a commission' },
  { words: /غيرت اسمها مرتين/, ar: 'كل من الموقعين ينقل عن الآخر', en: 'either site cites the other' },
  { words: /340 أسرة|٣٤٠ أسرة/, ar: 'من قائد الدفاع المدني وحده', en: 'from the commander of civil defence alone' },
  { words: /23 شخصا|٢٣ شخصاً/, ar: 'من الدفاع المدني وحده', en: 'from civil defence alone' },
];

const UNNAMED = /^(مصدر|مصادر|مسؤول لم|تقارير)/;

export async function standInFindings({ store }: Case): Promise<Findings> {
  const claims: ClaimRecord[] = [];
  let after: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof store.claims>> = await store.claims({}, { limit: 1000, after });
    claims.push(...page.items);
    after = page.next;
  } while (after !== null);
  const outlets = new Map<string, string>();
  for (const { id, outlet } of (await store.documents({ limit: 1000 })).items) outlets.set(id, outlet ?? id);
  const groups = GROUPS.flatMap((asked): Group[] => {
    const said = onceADocument(claims.filter(({ text }) => asked.words.test(text)));
    const [head] = said;
    if (head === undefined) return [];
    const against = claims.filter(({ text }) => asked.against?.test(text) ?? false).slice(0, 1);
    const conflicts = against.map(
      (other): Conflict => ({
        a: refOf(head),
        b: refOf(other),
        kind: asked.kind ?? 'other',
        because: { ar: asked.ar, en: asked.en },
        at: null,
      }),
    );
    return [groupOf(said, outlets, conflicts, asked)];
  });
  const copies = [
    {
      a: '01-wakalat-al-sahl',
      b: '02-diffatan-net',
      shared: 0.93,
      kind: 'same' as const,
      first: '01-wakalat-al-sahl',
      passages: [],
    },
  ].filter(({ a, b }) => outlets.has(a) && outlets.has(b));
  return { groups, copies, figures: [], flags: [] };
}

function onceADocument(claims: readonly ClaimRecord[]): ClaimRecord[] {
  const shortest = new Map<string, ClaimRecord>();
  for (const claim of claims) {
    const known = shortest.get(claim.document);
    if (known === undefined || claim.text.length < known.text.length) shortest.set(claim.document, claim);
  }
  return [...shortest.values()];
}

function groupOf(
  said: readonly ClaimRecord[],
  outlets: ReadonlyMap<string, string>,
  conflicts: readonly Conflict[],
  because: { readonly ar: string; readonly en: string },
): Group {
  const nodes = new Map<string, RouteNode>();
  const edges = new Map<string, RouteEdge>();
  const origins = new Set<string>();
  const isCopy = said.some(({ document }) => document === '01-wakalat-al-sahl');
  for (const claim of said) {
    if (isCopy && claim.document === '02-diffatan-net') continue;
    const report = `report:${claim.document}`;
    const documents: string[] = [claim.document];
    if (
      isCopy &&
      claim.document === '01-wakalat-al-sahl' &&
      said.some(({ document }) => document === '02-diffatan-net')
    )
      documents.push('02-diffatan-net');
    nodes.set(report, { id: report, kind: 'report', name: outlets.get(claim.document) ?? '', named: true, documents });
    let to = report;
    for (const [place, { name }] of claim.chain.entries()) {
      const id = `source:${name}`;
      const isOrigin = place === claim.chain.length - 1;
      const named = !UNNAMED.test(name);
      const kind = isOrigin ? 'origin' : 'relay';
      if (!nodes.has(id) || kind === 'relay') nodes.set(id, { id, kind, name, named, documents: [] });
      edges.set(`${id} ${to}`, { from: id, to, certain: named, claims: [refOf(claim)] });
      if (isOrigin) origins.add(id);
      to = id;
    }
  }
  const named = [...origins].filter((id) => nodes.get(id)?.named);
  const certain = Math.max(1, named.length);
  const grade: Grade = conflicts.length > 0 ? 'contested' : named.length > 1 ? 'corroborated' : 'single route';
  const head = refOf(said[0]!);
  return {
    id: `${head.document}:${head.claim}`,
    claims: said.map(refOf),
    head,
    routes: {
      nodes: [...nodes.values()],
      edges: [...edges.values()],
      certain,
      possible: Math.max(certain, origins.size),
      ties: named,
      circles: [],
    },
    grade,
    because,
    conflicts,
    related: [],
  };
}

function refOf({ id, document, start, end, text }: ClaimRecord): ClaimRef {
  return { document, claim: id, start, end, text };
}
