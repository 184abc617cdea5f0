import type { ReactNode } from 'react';
import { useTitle } from '../shell/title.ts';
import { useWords } from '../words/context.tsx';

export default function Briefing(): ReactNode {
  const words = useWords();
  useTitle(words.say('room.briefing'));
  return <div className="room briefing">{words.say('room.briefing')}</div>;
}
