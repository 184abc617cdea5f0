import type { ReactNode } from 'react';
import { Seal } from '../marks/seal.tsx';
import { vars } from '../parts/vars.ts';
import type { Measured } from './measure.ts';
import type { Sheet } from './sheet.ts';

/** The chain of the chosen claim, drawn across the lanes through the seals into the line that holds its first word. */
export function Thread({
  sheet,
  measured,
  claim,
}: {
  readonly sheet: Sheet;
  readonly measured: Measured;
  readonly claim: number;
}): ReactNode {
  const line = measured.claims.get(claim);
  if (line === undefined) return null;
  const chain = sheet.chainOf(claim);
  const links = sheet.model.brackets.filter(({ id }) => chain.has(id));
  const place = vars({ '--at': line });
  return (
    <div className="thread" style={place} aria-hidden="true">
      <LaneSeal lane={0}>
        <Seal ink={sheet.inkOf(sheet.open.record.outletKey)} />
      </LaneSeal>
      {links.map((bracket) => (
        <LaneSeal key={bracket.id} lane={bracket.lane}>
          <Seal ink={sheet.speakerInk(bracket)} />
        </LaneSeal>
      ))}
    </div>
  );
}

function LaneSeal({ lane, children }: { readonly lane: number; readonly children: ReactNode }): ReactNode {
  const place = vars({ '--lane-no': lane });
  return (
    <span className="at-lane" style={place}>
      {children}
    </span>
  );
}
