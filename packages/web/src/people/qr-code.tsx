import type { ReactNode } from 'react';
import { encode } from 'uqr';

/** Empty modules around the code that a camera needs to find it (ISO/IEC 18004: four). */
const MARGIN = 4;

/** Words as a QR code, drawn here: they go to no server to become a picture. */
export default function QrCode({ words, label }: { readonly words: string; readonly label: string }): ReactNode {
  const { data, size } = encode(words, { ecc: 'M', border: MARGIN });
  const squares = data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])));
  return (
    <svg className="qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label} shapeRendering="crispEdges">
      <path d={squares.join('')} />
    </svg>
  );
}
