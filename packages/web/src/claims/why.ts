import type { Grade, GroupCard } from '@isnad/server/api';
import type { Words } from '../words/words.ts';

/** By how many routes a group came down, in a few words: what its grade rests on. */
export function routesOf(
  words: Words,
  { grade, certain, possible }: { readonly grade: Grade; readonly certain: number; readonly possible: number },
): string {
  if (grade === 'unattributed') return words.say('claim.unattributed');
  return words.say('claim.routes', { certain, more: possible - certain });
}

/** By how many routes a group came down, and whether they bear each other out. */
export function verdictOf(
  words: Words,
  group: { readonly grade: Grade; readonly certain: number; readonly possible: number },
): string {
  return `${routesOf(words, group)} · ${words.say('claim.verdict', { grade: group.grade })}`;
}

/** Why a group has its grade: its conflict, else its routes and the number of reports it stands in. */
export function whyOf(words: Words, card: GroupCard): string {
  if (card.grade === 'contested') return card.because[words.language];
  const told = routesOf(words, card);
  return card.documents < 2 ? told : `${told} · ${words.say('group.reports', { reports: card.documents, copies: 0 })}`;
}
