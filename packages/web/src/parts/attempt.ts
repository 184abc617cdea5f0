import { useCallback, useState } from 'react';
import { Problem } from '../api/client.ts';

/** Doing what the server may refuse. */
export interface Attempts {
  /** Why the last thing was refused. */
  readonly problem: Problem | null;
  /** @returns what the act gives; null where it was refused */
  attempt<T>(act: () => Promise<T>): Promise<T | null>;
}

export function useAttempts(): Attempts {
  const [problem, setProblem] = useState<Problem | null>(null);
  const attempt = useCallback(async <T>(act: () => Promise<T>): Promise<T | null> => {
    try {
      setProblem(null);
      return await act();
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      setProblem(error);
      return null;
    }
  }, []);
  return { problem, attempt };
}
