import { html, type Html } from './html';
import type { Language } from './language';

const FORMATS: Readonly<Record<Language, Intl.DateTimeFormat>> = { en: inUtc('en-GB'), nl: inUtc('nl-NL') };

function inUtc(locale: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' });
}

/**
 * A moment, in UTC: where its reader is, only his browser knows, and says so.
 * @param iso ISO 8601, UTC
 */
export const moment = (iso: string, language: Language): Html =>
  html`<time datetime="${iso}">${momentText(iso, language)}</time>`;

/** `2 Mar 2026, 08:00 UTC` */
export const momentText = (iso: string, language: Language): string =>
  `${FORMATS[language].format(Date.parse(iso))} UTC`;
