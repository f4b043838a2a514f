import { isLanguage, languageFor, type Language } from './language';

/** `auto`: as the reader's device has it. */
export const THEMES = ['auto', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

/** How somebody wants to read. */
export interface Preferences {
  language: Language;
  theme: Theme;
}

export const LANGUAGE_COOKIE = 'gastvrij-language';
export const THEME_COOKIE = 'gastvrij-theme';

/** What the browser remembers, and where it remembers nothing, what it asks for. */
export function preferencesIn(headers: { get(name: string): string | null }): Preferences {
  const language = cookieIn(headers, LANGUAGE_COOKIE);
  const theme = cookieIn(headers, THEME_COOKIE);
  return {
    language: isLanguage(language) ? language : languageFor(headers.get('accept-language')),
    theme: isTheme(theme) ? theme : 'auto',
  };
}

export const isTheme = (text: string | null | undefined): text is Theme =>
  THEMES.some((theme) => theme === text);

function cookieIn(headers: { get(name: string): string | null }, name: string): string | undefined {
  const pairs = (headers.get('cookie') ?? '').split(';').map((pair) => pair.trim().split('='));
  return pairs.find(([given]) => given === name)?.[1];
}
