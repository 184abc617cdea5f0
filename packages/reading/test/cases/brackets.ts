import { readFileSync } from 'node:fs';

/**
 * Cases as lines of Arabic: what is found stands in […], and after a tab what is read in each, in order, apart by « | ».
 * A line may begin with the day of publication (`@2016-05-03`). `#` before a comment.
 */
export interface BracketedLine {
  /** `file:line`, for messages. */
  readonly place: string;
  readonly text: string;
  readonly published: string | null;
  readonly found: ReadonlyArray<{ readonly text: string; readonly reading: string }>;
}

/** @throws Error when a line has more brackets than readings, or fewer */
export function bracketedLines(file: string): BracketedLine[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((line, index) =>
      line.trim() === '' || line.startsWith('#') ? [] : [parse(line, `${file.split('/').at(-1)}:${index + 1}`)],
    );
}

function parse(line: string, place: string): BracketedLine {
  const [marked = '', readings = ''] = line.split('\t');
  const published = /^@(\S+) /.exec(marked);
  const body = published === null ? marked : marked.slice(published[0].length);
  const spans = [...body.matchAll(/\[([^\]]*)\]/g)].map((match) => match[1] ?? '');
  const values = readings === '' ? [] : readings.split('|').map((value) => value.trim());
  if (spans.length !== values.length) throw new Error(`${place}: ${spans.length} brackets, ${values.length} readings`);
  return {
    place,
    text: body.replace(/[[\]]/g, ''),
    published: published?.[1] ?? null,
    found: spans.map((text, index) => ({ text, reading: values[index] ?? '' })),
  };
}
