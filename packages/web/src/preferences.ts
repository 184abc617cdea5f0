import { cell } from './store.ts';

/** What a reader chooses for all screens, kept in this browser alone. `public/first.js` reads it before the first paint. */
export interface Preferences {
  readonly language: Language;
  /** `system` follows the machine. */
  readonly theme: 'system' | 'light' | 'dark';
  /** How much of a list stands on a screen. */
  readonly density: 'open' | 'close';
  /** What the Arabic frame counts in: ٠١٢ or 012. Reports keep their own digits. */
  readonly digits: 'arab' | 'latn';
  /** Names of the Gregorian months: «مايو» or «أيار». */
  readonly months: 'latin' | 'syriac';
  /** Whether the Hijri date stands beside the Gregorian one. */
  readonly hijri: boolean;
}

export type Language = 'ar' | 'en';

const FIRST: Preferences = {
  language: 'ar',
  theme: 'system',
  density: 'open',
  digits: 'arab',
  months: 'latin',
  hijri: false,
};
const KEY = 'isnad.preferences';

export const preferences = cell<Preferences>(kept());

/** Changes some, keeps them, and tells the page. */
export function prefer(change: Partial<Preferences>): void {
  const next = { ...preferences.get(), ...change };
  preferences.set(next);
  try {
    localStorage.setItem(KEY, JSON.stringify(next));
  } catch {
    // Storage may be shut; the choice then holds until the page is closed.
  }
}

/** Puts the choice where style sheets and screen readers see it. */
export function applyPreferences({ language, theme, density }: Preferences): void {
  const root = document.documentElement;
  root.lang = language;
  root.dir = language === 'ar' ? 'rtl' : 'ltr';
  if (theme === 'system') delete root.dataset.theme;
  else root.dataset.theme = theme;
  root.dataset.density = density;
}

function kept(): Preferences {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(KEY) ?? 'null');
    return typeof value === 'object' && value !== null ? choicesOf(value) : FIRST;
  } catch {
    return FIRST;
  }
}

/** What is kept may be from an older page, or anybody's: only known choices count. */
function choicesOf(value: object): Preferences {
  const choice = <const T>(name: keyof Preferences, of: readonly T[], otherwise: T): T => {
    const given: unknown = Reflect.get(value, name);
    return of.find((known) => known === given) ?? otherwise;
  };
  return {
    language: choice('language', ['ar', 'en'], FIRST.language),
    theme: choice('theme', ['system', 'light', 'dark'], FIRST.theme),
    density: choice('density', ['open', 'close'], FIRST.density),
    digits: choice('digits', ['arab', 'latn'], FIRST.digits),
    months: choice('months', ['latin', 'syriac'], FIRST.months),
    hijri: choice('hijri', [true, false], FIRST.hijri),
  };
}
