import { Component, type ReactNode } from 'react';
import type { Problem } from '../api/client.ts';
import { useWords } from '../words/context.tsx';

/** What could not be fetched or done, in the server's words or, where it does not answer, in ours. */
export function Trouble({ problem }: { readonly problem: Problem }): ReactNode {
  const words = useWords();
  return (
    <p className="trouble" role="alert">
      {problem.status === 0 ? words.say('trouble.silent') : problem.message}
      {problem.detail !== null && <bdi className="quiet"> {problem.detail}</bdi>}
    </p>
  );
}

/** Holds the place of what is on its way; it says so only when that takes time. */
export function Waiting(): ReactNode {
  const words = useWords();
  return (
    <p className="waiting" role="status">
      {words.say('waiting')}
    </p>
  );
}

/** Keeps a fault of one room in that room: the bar stays, and another `place` gets a new try. */
export class Fenced extends Component<
  { readonly place: string; readonly children: ReactNode },
  { readonly hasFailed: boolean }
> {
  override state: { readonly hasFailed: boolean } = { hasFailed: false };

  static getDerivedStateFromError(): { readonly hasFailed: boolean } {
    return { hasFailed: true };
  }

  override componentDidUpdate({ place }: { readonly place: string }): void {
    if (this.state.hasFailed && place !== this.props.place) this.setState({ hasFailed: false });
  }

  override render(): ReactNode {
    return this.state.hasFailed ? <Stumbled /> : this.props.children;
  }
}

function Stumbled(): ReactNode {
  const words = useWords();
  return (
    <p className="trouble" role="alert">
      {words.say('trouble.page')}
    </p>
  );
}
