import type { Cookie } from '@azure/functions';
import { isLanguage } from '../../web/language';
import { isTheme, LANGUAGE_COOKIE, THEME_COOKIE, type Preferences } from '../../web/preferences';
import { wordsIn, type Words } from '../../web/words';
import { seeOther } from './page-answer';
import { serveOpenPage, type OpenVisit } from './serve-open-page';
import type { House } from './serve-page';
import { ownAddress } from './visit';

const YEAR = 365 * 24 * 3600;

/** `POST /preferences`: the language and the appearance of the pages. They are the browser's, not the person's. */
export function registerPreferences(house: House): void {
  const page = { name: 'pagePreferences', route: 'preferences', method: 'POST' } as const;
  serveOpenPage(house, page, async (visit) => ({
    ...seeOther(ownAddress(visit.form.get('to'))),
    cookies: choiceIn(visit)?.cookies ?? [],
  }));
}

/** How somebody wants to read from now on, where a form says so. */
export function choiceIn({
  form,
  request,
}: Pick<OpenVisit, 'form' | 'request'>):
  { preference: Partial<Preferences & { words: Words }>; cookies: Cookie[] } | undefined {
  const [language, theme] = [form.get('language'), form.get('theme')];
  const cookie = (name: string, value: string): Cookie => ({
    name,
    value,
    path: '/',
    maxAge: YEAR,
    sameSite: 'Lax',
    secure: new URL(request.url).protocol === 'https:',
  });
  if (isLanguage(language)) {
    const preference = { language, words: wordsIn(language) };
    return { preference, cookies: [cookie(LANGUAGE_COOKIE, language)] };
  }
  return isTheme(theme) ? { preference: { theme }, cookies: [cookie(THEME_COOKIE, theme)] } : undefined;
}
