import type { Cookie } from '@azure/functions';
import { isLanguage } from '../../../web/language';
import { isTheme, LANGUAGE_COOKIE, THEME_COOKIE, type Preferences } from '../../../web/preferences';
import { wordsIn, type Words } from '../../../web/words';
import { seeOther } from './page-answer';
import { serveOpenPage, type OpenPageRequest } from './serve-open-page';
import type { PageContext } from './serve-page';
import { ownAddress } from './page-request';

const YEAR = 365 * 24 * 3600;

/** `POST /preferences`: the language and the appearance of the pages. They are the browser's, not the person's. */
export function registerPreferences(pageContext: PageContext): void {
  const page = { name: 'pagePreferences', route: 'preferences', method: 'POST' } as const;
  serveOpenPage(pageContext, page, async (pageRequest) => ({
    ...seeOther(ownAddress(pageRequest.form.get('to'))),
    cookies: choiceIn(pageRequest)?.cookies ?? [],
  }));
}

/** How somebody wants to read from now on, where a form says so. */
export function choiceIn({
  form,
  request,
}: Pick<OpenPageRequest, 'form' | 'request'>):
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
