import { type ReactNode, useMemo } from 'react';
import { Icon } from '../marks/icons.tsx';

/**
 * A sentence of the frame that quotes a report: what stands in «» keeps its own direction, whatever is around it. An
 * arrow points along the line of reading.
 */
export function Quoting({ children: sentence }: { readonly children: string }): ReactNode {
  const pieces = useMemo(() => piecesOf(sentence), [sentence]);
  return pieces.map(({ text, at, kind }) =>
    kind === 'quotation' ? (
      <bdi key={at} lang="ar" dir="rtl">
        {text}
      </bdi>
    ) : kind === 'arrow' ? (
      <Icon key={at} name="on" />
    ) : (
      text
    ),
  );
}

interface Piece {
  readonly text: string;
  /** Units of the sentence. */
  readonly at: number;
  readonly kind: 'words' | 'quotation' | 'arrow';
}

function piecesOf(sentence: string): Piece[] {
  let at = 0;
  return sentence.split(/(«[^»]*»|←)/).map((text, place) => {
    const kind = place % 2 === 0 ? 'words' : text === '←' ? 'arrow' : 'quotation';
    const piece: Piece = { text, at, kind };
    at += text.length;
    return piece;
  });
}
