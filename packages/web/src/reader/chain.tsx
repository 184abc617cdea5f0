import type { ClaimRecord } from '@isnad/server/api';
import type { ReactNode } from 'react';
import { keyOf, originKey } from '../marks/inks-of-case.ts';
import { Ring } from '../marks/ring.tsx';
import { Seal } from '../marks/seal.tsx';
import { useWords } from '../words/context.tsx';
import type { Sheet } from './sheet.ts';

/** The chain of a claim as an isnad is read: publisher, relays, origin, then the words. */
export function Chain({ sheet, claim }: { readonly sheet: Sheet; readonly claim: number }): ReactNode {
  const words = useWords();
  const { record } = sheet.open;
  const chain = behindPublisher(sheet, claim);
  return (
    <ol className="chain">
      <li className={sheet.inkOf(record.outletKey).colour}>
        <Seal ink={sheet.inkOf(record.outletKey)} />
        <bdi className="who" lang={record.outlet === null ? undefined : 'ar'}>
          {record.outlet ?? words.say('source.noPublisher')}
        </bdi>
        {record.published !== null && <span className="what"> · {words.date(record.published)}</span>}
        <Saying sheet={sheet} attribution={chain[0]?.attribution ?? null} />
        {chain.length === 0 && <span className="spring">{words.say('chain.ownVoice')}</span>}
      </li>
      {chain.map((link, place) => {
        const ink = sheet.inkOf(keyOf(link));
        const isOrigin = place === chain.length - 1;
        return (
          <li className={ink.colour} key={link.attribution ?? link.name}>
            <Seal ink={ink} />
            <bdi className="who" lang="ar">
              {link.name}
            </bdi>
            {isOrigin ? (
              <span className="spring">{words.say('chain.origin')}</span>
            ) : (
              <Saying sheet={sheet} attribution={chain[place + 1]?.attribution ?? null} />
            )}
          </li>
        );
      })}
      <li className="end">
        <Ring standing="open" />
        <Quotation sheet={sheet} claim={claim} />
      </li>
    </ol>
  );
}

/** The links that stand behind the publisher: one who names itself as the source is one link, not two. */
function behindPublisher(sheet: Sheet, claim: number): ClaimRecord['chain'] {
  const { chain } = sheet.model.claims[claim]!;
  return chain[0]?.name === sheet.open.record.outlet ? chain.slice(1) : chain;
}

/** The chain in one line, for a narrow screen. */
export function ChainLine({ sheet, claim }: { readonly sheet: Sheet; readonly claim: number }): ReactNode {
  const words = useWords();
  const chain = behindPublisher(sheet, claim);
  const { outlet, outletKey } = sheet.open.record;
  const publisher = { id: 'publisher', name: outlet ?? words.say('source.noPublisher'), ink: sheet.inkOf(outletKey) };
  const links = chain.map((link) => ({
    id: link.attribution ?? link.name,
    name: link.name,
    ink: sheet.inkOf(keyOf(link)),
  }));
  return (
    <ol className="chain-line" aria-label={words.say('chain.title')}>
      {[publisher, ...links].map(({ id, name, ink }) => (
        <li className={ink.colour} key={id}>
          <Seal ink={ink} />
          <bdi lang="ar">{name}</bdi>
        </li>
      ))}
    </ol>
  );
}

/** Whether a cue is words: a colon credits, too, and says nothing. */
export function saysWords(cue: string): boolean {
  return /\p{L}/u.test(cue);
}

/** The words by which one link credits the next, in the report's own form. */
function Saying({ sheet, attribution: id }: { readonly sheet: Sheet; readonly attribution: string | null }): ReactNode {
  const attribution = sheet.open.reading.attributions.find((one) => one.id === id);
  if (attribution === undefined || !saysWords(attribution.cue.text)) return null;
  const { cue } = attribution;
  return (
    <q className={`says ${sheet.attributionInk(attribution.id).colour}`} lang="ar">
      {cue.text}
    </q>
  );
}

/** The claim's words in their sentence: what is before them stands back. */
export function Quotation({ sheet, claim }: { readonly sheet: Sheet; readonly claim: number }): ReactNode {
  const { start, end, chain } = sheet.model.claims[claim]!;
  const { text, sentences } = sheet.open.reading;
  const sentence = sentences.find((one) => one.start <= start && start < one.end);
  const from = sentence === undefined ? start : beginningOfWords(text, Math.max(sentence.start, start - BEFORE), start);
  const { colour } = sheet.inkOf(originKey(chain, sheet.open.record.outletKey));
  const before = text.slice(from, start).trim();
  return (
    <blockquote lang="ar" dir="rtl">
      {before !== '' && (
        <span className="off">
          {sentence !== undefined && from > sentence.start && '… '}
          {before}{' '}
        </span>
      )}
      <mark className={`chosen ${colour}`}>{text.slice(start, end)}</mark>
    </blockquote>
  );
}

/** Units of the sentence that are shown before the words. */
const BEFORE = 40;

/** The first place at or after `from` at which a word begins. */
function beginningOfWords(text: string, from: number, end: number): number {
  if (from === 0 || /\s/.test(text[from - 1]!)) return from;
  const space = text.slice(from, end).search(/\s/);
  return space < 0 ? end : from + space + 1;
}
