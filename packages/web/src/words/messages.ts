import type { Language } from '../preferences.ts';

/** The frame's words, one file a language; both hold the same keys (a test sees to it). */
export type Messages = typeof import('../messages/ar.json');
export type MessageKey = keyof Messages;

const load: { readonly [language in Language]: () => Promise<{ readonly default: Messages }> } = {
  ar: () => import('../messages/ar.json'),
  en: () => import('../messages/en.json'),
};

/** The messages of one language; the other is not fetched before it is asked for. */
export async function messagesIn(language: Language): Promise<Messages> {
  return (await load[language]()).default;
}
