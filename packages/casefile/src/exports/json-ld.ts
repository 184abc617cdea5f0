import { sourceKey } from '../sources.ts';
import { TOOL } from '../tool.ts';
import type { ExportFolder } from './folder.ts';
import type { Outgoing, OutgoingClaim, OutgoingDocument, OutgoingGroup } from './outgoing.ts';

/**
 * A case as JSON-LD: each claim an entity whose way is told in PROV-O and whose words a Web Annotation points at; each
 * graded group a schema.org ClaimReview. An original goes by the name that RFC 6920 gives its SHA-256.
 */

const CONTEXT = [
  'http://www.w3.org/ns/anno.jsonld',
  { prov: 'http://www.w3.org/ns/prov#', schema: 'http://schema.org/', isnad: 'urn:isnad:vocabulary:' },
];

type Node = { readonly [key: string]: unknown };

/** One file, a node a line. */
export async function exportJsonLd(outgoing: Outgoing, folder: ExportFolder): Promise<void> {
  const lines = async function* (): AsyncGenerator<string> {
    yield `{"@context":${JSON.stringify(CONTEXT)},"@graph":[`;
    let first = true;
    for await (const node of nodesOf(outgoing)) {
      yield `${first ? '\n' : ',\n'}${JSON.stringify(node)}`;
      first = false;
    }
    yield '\n]}\n';
  };
  await folder.write('case.jsonld', lines());
}

async function* nodesOf(outgoing: Outgoing): AsyncGenerator<Node> {
  const names = new Names(outgoing.info.id);
  const { info } = outgoing;
  yield { id: names.case, type: ['schema:Dataset', 'prov:Collection'], 'schema:name': info.name };
  yield { id: names.software, type: ['Software', 'prov:SoftwareAgent'], 'schema:name': TOOL };
  const told = new Set<string>();
  for await (const document of outgoing.documents()) {
    yield documentNode(document, names);
    for (const name of sourcesOf(document)) {
      const id = names.source(name);
      if (told.has(id)) continue;
      told.add(id);
      yield { id, type: 'prov:Agent', 'schema:name': name };
    }
    for (const claim of document.claims) if (claim.status !== 'rejected') yield* claimNodes(document, claim, names);
  }
  for await (const group of outgoing.groups()) yield reviewNode(group, names);
}

/** How the things of a case are called outside it. */
class Names {
  readonly case: string;

  constructor(id: string) {
    this.case = `urn:uuid:${id}`;
  }

  get software(): string {
    return `${this.case}#software`;
  }

  document(id: string): string {
    return `${this.case}#document=${encodeURIComponent(id)}`;
  }

  claim(document: string, claim: string): string {
    return `${this.document(document)}&claim=${encodeURIComponent(claim)}`;
  }

  source(name: string): string {
    return `${this.case}#source=${encodeURIComponent(sourceKey(name))}`;
  }

  group(id: string): string {
    return `${this.case}#group=${encodeURIComponent(id)}`;
  }

  original(hash: string): string {
    return `ni:///sha-256;${Buffer.from(hash, 'hex').toString('base64url')}`;
  }
}

function documentNode(
  { id, title, outlet, author, published, address, original }: OutgoingDocument,
  names: Names,
): Node {
  return {
    id: names.document(id),
    type: ['schema:Article', 'prov:Entity'],
    'schema:identifier': id,
    'schema:isPartOf': { id: names.case },
    ...told('schema:headline', title),
    ...told('schema:datePublished', published),
    ...(outlet === null ? {} : { 'schema:publisher': { id: names.source(outlet) } }),
    ...told('schema:author', author),
    ...told('schema:url', address),
    ...(original === null ? {} : { 'prov:wasDerivedFrom': { id: names.original(original.hash) } }),
    ...told('isnad:part', original?.part ?? null),
  };
}

function told(key: string, value: string | null): Node {
  return value === null ? {} : { [key]: value };
}

function sourcesOf({ outlet, claims }: OutgoingDocument): string[] {
  const names = claims.flatMap(({ chain }) => chain);
  return outlet === null ? names : [outlet, ...names];
}

/** The claim, what each link of its chain said, and the annotation of its words. */
function* claimNodes(document: OutgoingDocument, claim: OutgoingClaim, names: Names): Generator<Node> {
  const id = names.claim(document.id, claim.id);
  // The chain runs from the outermost relay to the origin: each quotes the next.
  const sayings = claim.chain.map((_, index) => `${id}&link=${index}`);
  const quoted = (place: number): Node => {
    const next = sayings[place];
    return next === undefined ? {} : { 'prov:wasQuotedFrom': { id: next } };
  };
  const { outlet } = document;
  yield {
    id,
    type: ['schema:Claim', 'prov:Entity'],
    'schema:text': claim.anchor.exact,
    'schema:appearance': { id: names.document(document.id) },
    ...(outlet === null ? {} : { 'prov:wasAttributedTo': { id: names.source(outlet) } }),
    ...quoted(0),
    'isnad:modality': claim.modality,
    'isnad:status': claim.status,
  };
  for (const [index, name] of claim.chain.entries()) {
    yield {
      id: `${id}&link=${index}`,
      type: 'prov:Entity',
      'prov:wasAttributedTo': { id: names.source(name) },
      ...quoted(index + 1),
    };
  }
  yield {
    id: `${id}&annotation`,
    type: 'Annotation',
    motivation: 'identifying',
    generator: names.software,
    body: id,
    target: targetsOf(document, claim, names),
  };
}

function targetsOf(document: OutgoingDocument, { anchor, page }: OutgoingClaim, names: Names): Node[] {
  const { exact, prefix, suffix } = anchor;
  // The recommendation counts characters, not UTF-16 units.
  const start = characters(document.reading.text.slice(0, anchor.start));
  const words = {
    type: 'SpecificResource',
    source: names.document(document.id),
    selector: [
      { type: 'TextPositionSelector', start, end: start + characters(exact) },
      { type: 'TextQuoteSelector', exact, prefix, suffix },
    ],
  };
  if (page === null || document.original === null) return [words];
  const { x, y, width, height } = page.region;
  const box = [x, y, width, height].map((share) => Number((share * 100).toFixed(2))).join(',');
  const place = {
    type: 'SpecificResource',
    source: names.original(document.original.hash),
    selector: {
      ...{ type: 'FragmentSelector', conformsTo: 'http://tools.ietf.org/rfc/rfc3778', value: `page=${page.page}` },
      refinedBy: {
        ...{ type: 'FragmentSelector', conformsTo: 'http://www.w3.org/TR/media-frags/', value: `xywh=percent:${box}` },
      },
    },
  };
  return [words, place];
}

function characters(text: string): number {
  let count = 0;
  for (const _ of text) count++;
  return count;
}

/** A grade says on how many independent routes a claim came down, not that it is true: `reviewAspect` says so. */
function reviewNode(
  { id, grade, certain, possible, admiralty, because, head, claims }: OutgoingGroup,
  names: Names,
): Node {
  return {
    id: names.group(id),
    type: 'schema:ClaimReview',
    'schema:claimReviewed': head.text,
    'schema:author': { id: names.software },
    'schema:itemReviewed': claims.map(({ document, claim }) => ({ id: names.claim(document, claim) })),
    'schema:reviewRating': {
      type: 'schema:Rating',
      'schema:reviewAspect': 'independent routes by which the claim came down; no judgement of its truth',
      'schema:alternateName': grade,
      'schema:ratingExplanation': [
        { '@value': because.en, '@language': 'en' },
        { '@value': because.ar, '@language': 'ar' },
      ],
      'isnad:certainRoutes': certain,
      'isnad:possibleRoutes': possible,
      'isnad:admiraltyCode': admiralty,
    },
  };
}
