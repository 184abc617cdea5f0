import type { ReactNode } from 'react';

/** A heading in the margin's manner: its words, then a hairline to the end of the measure, where a note may stand. */
export function Head({
  id,
  big = false,
  end,
  children,
}: {
  readonly id?: string;
  /** In the face of titles, for the parts of a page rather than of a margin. */
  readonly big?: boolean;
  readonly end?: ReactNode;
  readonly children: ReactNode;
}): ReactNode {
  return (
    <h2 className={big ? 'head big' : 'head'} id={id}>
      {children}
      {end !== undefined && <span className="end">{end}</span>}
    </h2>
  );
}
