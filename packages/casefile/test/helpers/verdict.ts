import { openCase } from '../../src/case.ts';
import { type Verdict, verify } from '../../src/verify.ts';

/** What verify says of a case that lies closed. */
export async function verdictOn(folder: string): Promise<Verdict> {
  const opened = await openCase(folder);
  try {
    return await verify(opened);
  } finally {
    await opened.close();
  }
}
