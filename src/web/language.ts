/** The languages the pages speak; the first where a reader asks for none of them. */
export const LANGUAGES = ['en', 'nl'] as const;
export type Language = (typeof LANGUAGES)[number];

/**
 * The language a browser would like best of those we speak.
 * @param accepted the header `Accept-Language`: `nl-BE,nl;q=0.9,en;q=0.8`
 */
export function languageFor(accepted: string | null): Language {
  const wishes = (accepted ?? '')
    .toLowerCase()
    .split(',')
    .map((desired) => {
      const [tag = '', weight] = desired.split(/;\s*q=/);
      return { primary: tag.trim().split('-')[0], weight: weight === undefined ? 1 : Number(weight) };
    });
  const byWeight = wishes.filter(({ weight }) => weight > 0).sort((a, b) => b.weight - a.weight);
  return byWeight.map(({ primary }) => primary).find(isLanguage) ?? LANGUAGES[0];
}

export const isLanguage = (text: string | null | undefined): text is Language =>
  LANGUAGES.some((language) => language === text);
