import { createContext, type ReactNode, use, useEffect, useMemo, useState } from 'react';
import { I18nProvider } from 'react-aria-components/I18nProvider';
import { applyPreferences, type Language, preferences } from '../preferences.ts';
import { useCell } from '../store.ts';
import { type Messages, messagesIn } from './messages.ts';
import { createWords, type Words } from './words.ts';

const Spoken = createContext<Words | null>(null);

/** The words of the frame in the language that the reader chose. */
export function useWords(): Words {
  const words = use(Spoken);
  if (words === null) throw new Error('no language is set around this');
  return words;
}

/** Gives a language to all that is inside; shows nothing until its messages are there, and keeps the old ones till then. */
export function Speaking({ children }: { readonly children: ReactNode }): ReactNode {
  const chosen = useCell(preferences);
  const [loaded, setLoaded] = useState<{ readonly language: Language; readonly messages: Messages } | null>(null);

  useEffect(() => {
    let wanted = true;
    void messagesIn(chosen.language).then((messages) => {
      if (wanted) setLoaded({ language: chosen.language, messages });
    });
    return () => {
      wanted = false;
    };
  }, [chosen.language]);

  const words = useMemo(
    () => (loaded === null ? null : createWords({ ...chosen, language: loaded.language }, loaded.messages)),
    [chosen, loaded],
  );
  useEffect(() => {
    if (words !== null) applyPreferences({ ...chosen, language: words.language });
  }, [words, chosen]);

  if (words === null) return null;
  return (
    <Spoken value={words}>
      <I18nProvider locale={words.language === 'ar' ? 'ar-EG' : 'en-GB'}>{children}</I18nProvider>
    </Spoken>
  );
}
