import type { Entity, Reading } from '@isnad/reading';
import { digestOf } from '../hashing.ts';
import { sourceKey } from '../sources.ts';
import type { ExportFolder } from './folder.ts';
import type { Outgoing, OutgoingClaim, OutgoingDocument } from './outgoing.ts';

/**
 * A case as FollowTheMoney entities, for Aleph and Datashare: documents, whom and what they name, and each claim as a note
 * with its anchor, tied to its document and to everybody in its chain. One entity a line; what is told of one id in several
 * lines belongs together, as FollowTheMoney has it.
 */

interface FtmEntity {
  readonly id: string;
  readonly schema: string;
  readonly properties: { readonly [property: string]: readonly string[] };
}

export async function exportFollowTheMoney(outgoing: Outgoing, folder: ExportFolder): Promise<void> {
  const lines = async function* (): AsyncGenerator<string> {
    for await (const entity of entitiesOf(outgoing)) yield `${JSON.stringify(entity)}\n`;
  };
  await folder.write('entities.ftm.json', lines());
}

async function* entitiesOf(outgoing: Outgoing): AsyncGenerator<FtmEntity> {
  const { info } = outgoing;
  const told = new Set<string>();
  for await (const document of outgoing.documents()) {
    const maker = new Maker(info.id, document);
    for (const entity of maker.all()) {
      // A name that many documents hold is told once.
      const key = `${entity.id} ${JSON.stringify(entity.properties)}`;
      if (NAMES.has(entity.schema)) {
        if (told.has(key)) continue;
        told.add(key);
      }
      yield entity;
    }
  }
}

/** Schemata by the type of what a document names; a nationality is nobody. */
const SCHEMATA: { readonly [type: string]: string } = {
  person: 'Person',
  organization: 'Organization',
  group: 'Organization',
  media: 'Organization',
  place: 'Address',
};
const NAMES = new Set(['Person', 'Organization', 'Address', 'LegalEntity']);

/** The entities that one document gives. */
class Maker {
  readonly #case: string;
  readonly #document: OutgoingDocument;
  readonly #byId: ReadonlyMap<string, Entity>;

  constructor(id: string, document: OutgoingDocument) {
    this.#case = id;
    this.#document = document;
    this.#byId = new Map(document.reading.entities.map((entity) => [entity.id, entity]));
  }

  *all(): Generator<FtmEntity> {
    const { reading, claims, outlet } = this.#document;
    yield this.#documentEntity();
    for (const entity of reading.entities) yield* this.#named(entity);
    if (outlet !== null) yield* this.#link(outlet, null, 'outlet');
    for (const claim of claims) if (claim.status !== 'rejected') yield* this.#claim(claim, reading);
  }

  #id(...parts: readonly string[]): string {
    return digestOf(JSON.stringify([this.#case, ...parts])).slice(0, 40);
  }

  get #documentId(): string {
    return this.#id('document', this.#document.id);
  }

  #documentEntity(): FtmEntity {
    const { id, number, title, author, published, address, reading, original } = this.#document;
    return {
      id: this.#documentId,
      schema: 'PlainText',
      properties: {
        fileName: [`${number}.txt`],
        language: ['ara'],
        bodyText: [reading.text],
        ...told('title', title),
        ...told('author', author),
        ...told('publishedAt', published),
        ...told('sourceUrl', address),
        notes: [`Isnad document ${id}${original === null ? '' : `, original SHA-256 ${original.hash}`}`],
      },
    };
  }

  /**
   * What goes by a name. One of several words is one over the case; a single word may be many, and is one in its document.
   */
  #nameId(schema: string, name: string): string {
    const key = sourceKey(name);
    return key.includes(' ') ? this.#id(schema, key) : this.#id(schema, key, this.#document.id);
  }

  *#named({ type, name, aliases }: Entity): Generator<FtmEntity> {
    const schema = SCHEMATA[type];
    if (schema === undefined) return;
    const id = this.#nameId(schema, name);
    const others = aliases.filter((alias) => alias !== name);
    const properties =
      schema === 'Address' ? { full: [name] } : { name: [name], ...(others.length > 0 ? { weakAlias: others } : {}) };
    yield { id, schema, properties };
    if (schema === 'Address') return;
    yield {
      id: this.#id('mention', id, this.#document.id),
      schema: 'Mention',
      properties: { document: [this.#documentId], name: [name], resolved: [id], detectedSchema: [schema] },
    };
  }

  #schemaOf(entity: string | null): string {
    const known = entity === null ? undefined : SCHEMATA[this.#byId.get(entity)?.type ?? ''];
    return known === undefined || known === 'Address' ? 'LegalEntity' : known;
  }

  /** Somebody of a chain, or the outlet, and what ties it to the document. */
  *#link(name: string, entity: string | null, role: string): Generator<FtmEntity> {
    const full = entity === null ? name : (this.#byId.get(entity)?.name ?? name);
    const schema = role === 'outlet' ? 'Organization' : this.#schemaOf(entity);
    const id = this.#nameId(schema, full);
    yield { id, schema, properties: { name: [full] } };
    yield {
      id: this.#id(role, id, this.#document.id),
      schema: 'Documentation',
      properties: { document: [this.#documentId], entity: [id], role: [role] },
    };
  }

  *#claim({ id, anchor, page, modality, chain, status }: OutgoingClaim, reading: Reading): Generator<FtmEntity> {
    const links = reading.claims.find((claim) => claim.id === id)?.chain ?? [];
    const sources: string[] = [];
    for (const [index, name] of chain.entries()) {
      const entity = links[index]?.entity ?? null;
      for (const one of this.#link(name, entity, index === chain.length - 1 ? 'origin' : 'relay')) {
        yield one;
        if (one.schema !== 'Documentation') sources.push(one.id);
      }
    }
    const place = page === null ? '' : `, page ${page.page}`;
    yield {
      id: this.#id('claim', this.#document.id, id),
      schema: 'Note',
      properties: {
        name: [anchor.exact.length > 120 ? `${anchor.exact.slice(0, 119).toWellFormed()}…` : anchor.exact],
        description: [anchor.exact],
        entity: sources.length > 0 ? [...new Set(sources)] : [this.#documentId],
        proof: [this.#documentId],
        keywords: [modality, status],
        notes: [
          `characters ${anchor.start}–${anchor.end} of ${this.#document.id}${place}`,
          `chain: ${chain.length === 0 ? 'the document’s own voice' : chain.join(' > ')}`,
        ],
      },
    };
  }
}

function told(property: string, value: string | null): { readonly [property: string]: readonly string[] } {
  return value === null || value === '' ? {} : { [property]: [value] };
}
