import { type Arrival, documentId, hashOf, preparedReading } from '@isnad/casefile';
import type { Reading } from '@isnad/reading';

/** A document on its way into a case with nothing read out of it: for what is measured of its words alone. */
export function unreadArrival(id: string, text: string): Arrival {
  const reading: Reading = {
    ...{ id, language: 'ar', text, published: null, outlet: null, blocks: [], sentences: [], entities: [] },
    ...{ mentions: [], numbers: [], figures: [], dates: [], attributions: [], claims: [], causes: [], acts: [] },
    flags: [],
  };
  const metadata = { title: null, outlet: null, author: null, published: null, modified: null, address: null };
  const layout = { pages: [], places: [], notes: [] };
  return {
    original: { hash: hashOf(Buffer.from(`${id}\n${text}`)), size: Buffer.byteLength(text), format: 'text' },
    from: { kind: 'record', place: id },
    documents: [preparedReading(documentId.parse(id), null, metadata, layout, reading)],
    unreadable: [],
  };
}
