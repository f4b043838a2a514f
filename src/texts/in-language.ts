import { english } from './en';
import { dutch } from './nl';
import { render, type Tongue } from './render';
import type { Said } from './said';

const TONGUES = { en: english, nl: dutch } as const satisfies Record<string, Tongue>;
type TextLanguage = keyof typeof TONGUES;

/**
 * A recorded text in a language; undefined where the record does not say what it was made of, or in a way that this
 * program no longer knows. Then its English sentence is all there is.
 * @param moment how a time is shown
 */
export function inLanguage(
  language: TextLanguage,
  said: Said | undefined,
  moment?: (iso: string) => string,
): string | undefined {
  if (said === undefined) return undefined;
  try {
    return render(TONGUES[language], said, moment);
  } catch {
    return undefined;
  }
}

/** The title of a setting in a language. */
export function titleIn(language: TextLanguage, id: string, title: string): string {
  const { titles }: Tongue = TONGUES[language];
  return titles[id] ?? title;
}
