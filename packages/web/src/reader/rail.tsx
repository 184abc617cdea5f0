import type { ReactNode } from 'react';
import { Seal } from '../marks/seal.tsx';
import { vars } from '../parts/vars.ts';
import { useWords } from '../words/context.tsx';
import type { Bracket } from './brackets.ts';
import { saysWords } from './chain.tsx';
import type { Measured } from './measure.ts';
import type { Placed } from './packing.ts';
import type { Sheet } from './sheet.ts';

/** The brackets beside one block: who says what, nested as the text nests it. */
export function Rail({
  sheet,
  measured,
  brackets,
  chosen,
}: {
  readonly sheet: Sheet;
  readonly measured: Measured;
  readonly brackets: readonly Bracket[];
  readonly chosen: number | null;
}): ReactNode {
  const words = useWords();
  if (brackets.length === 0) return null;
  const chain = chosen === null ? null : sheet.chainOf(chosen);
  const byId = new Map(brackets.map((bracket) => [bracket.id, bracket]));
  let last: string | null = null;
  return (
    <ol className="rail" aria-label={words.say('reader.rail')}>
      {measured.brackets.map((placed) => {
        const bracket = byId.get(placed.id);
        if (bracket === undefined) return null;
        const speaker = sheet.speakerOf(bracket);
        const isAgain = speaker !== null && speaker === last;
        if (placed.label !== null) last = speaker;
        return (
          <BracketItem
            key={placed.id}
            sheet={sheet}
            bracket={bracket}
            placed={placed}
            isAgain={isAgain}
            isChain={chain?.has(placed.id) ?? false}
          />
        );
      })}
    </ol>
  );
}

function BracketItem({
  sheet,
  bracket,
  placed,
  isAgain,
  isChain,
}: {
  readonly sheet: Sheet;
  readonly bracket: Bracket;
  readonly placed: Placed;
  /** The same speaker as the label before: the seal stands for the name. */
  readonly isAgain: boolean;
  readonly isChain: boolean;
}): ReactNode {
  const words = useWords();
  const speaker = sheet.speakerOf(bracket);
  const ink = sheet.speakerInk(bracket);
  const place = vars({
    '--lane-no': placed.lane,
    '--from': placed.from,
    '--to': placed.to,
    '--at': placed.label ?? placed.from,
  });
  const classes = ['b', ink.colour];
  if (isChain) classes.push('is-chain');
  if (!placed.begins) classes.push('goes-on-from');
  if (!placed.ends) classes.push('goes-on-to');
  const touch = {
    onPointerEnter: () => sheet.setTouched(bracket.id),
    onPointerLeave: () => sheet.setTouched(null),
    onFocus: () => sheet.setTouched(bracket.id),
    onBlur: () => sheet.setTouched(null),
  };
  return (
    <li className={classes.join(' ')} style={place} {...touch}>
      {placed.label !== null && (
        <button type="button" className="by" onClick={() => chooseFirst(sheet, bracket)}>
          <span>
            {isAgain ? (
              <>
                <bdi className="vh">{speaker}</bdi>
                <Seal ink={ink} />
              </>
            ) : (
              <bdi className="who" lang="ar">
                {speaker ?? words.say('source.unnamed')}
              </bdi>
            )}{' '}
            <Verb sheet={sheet} bracket={bracket} />
          </span>
        </button>
      )}
    </li>
  );
}

/** The words that credit: the report's own in Arabic, what they amount to in English. */
function Verb({ sheet, bracket }: { readonly sheet: Sheet; readonly bracket: Bracket }): ReactNode {
  const words = useWords();
  if (bracket.kind === 'own words') return <i lang={words.language}>{words.say('reader.ownWords')}</i>;
  const attribution = sheet.open.reading.attributions.find(({ id }) => id === bracket.id);
  if (attribution === undefined) return null;
  if (words.language === 'ar') return saysWords(attribution.cue.text) ? <i lang="ar">{attribution.cue.text}</i> : null;
  return <i lang="en">{words.say('reader.stance', { stance: attribution.stance })}</i>;
}

/** Chooses the first claim that this crediting credits. */
function chooseFirst(sheet: Sheet, bracket: Bracket): void {
  const { claims } = sheet.model;
  let found = claims.findIndex(({ chain }) => chain.at(-1)?.attribution === bracket.id);
  if (found < 0) found = claims.findIndex(({ start, end }) => start >= bracket.start && end <= bracket.end);
  if (found >= 0) sheet.choose(found);
}
