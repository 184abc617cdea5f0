import { type ReactNode, useMemo } from 'react';

/** A sentence of the frame that quotes a report: what stands in «» keeps its own direction, whatever is around it. */
export function Quoting({ children: sentence }: { readonly children: string }): ReactNode {
  const pieces = useMemo(() => piecesOf(sentence), [sentence]);
  return pieces.map(({ text, at, isQuoted }) =>
    isQuoted ? (
      <bdi key={at} lang="ar" dir="rtl">
        {text}
      </bdi>
    ) : (
      text
    ),
  );
}

interface Piece {
  readonly text: string;
  /** Units of the sentence. */
  readonly at: number;
  readonly isQuoted: boolean;
}

function piecesOf(sentence: string): Piece[] {
  let at = 0;
  return sentence.split(/(«[^»]*»)/).map((text, place) => {
    const piece = { text, at, isQuoted: place % 2 === 1 };
    at += text.length;
    return piece;
  });
}
