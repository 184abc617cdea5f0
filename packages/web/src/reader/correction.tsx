import type { ClaimRecord } from '@isnad/server/api';
import type { ReactNode } from 'react';
import type { Reviewing } from './reviewing.ts';
import type { Sheet } from './sheet.ts';

export default function Correction(_: {
  readonly sheet: Sheet;
  readonly claim: ClaimRecord;
  readonly reviewing: Reviewing;
  readonly onDone: () => void;
}): ReactNode {
  return null;
}
