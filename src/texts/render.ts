import type { Catalogue, Params, Said, Setting, Wording } from './said';

/** What a language has beside its sentences. */
export interface Tongue {
  texts: Catalogue;
  /** The title of a setting by its code; the English one stands where it has none. */
  titles: Readonly<Record<string, string>>;
  /** How many minutes or hours, in words. */
  duration(count: number, unit: 'minute' | 'hour'): string;
}

const MINUTES = 60;
const SHORT = 1.5;

/**
 * A text in words.
 * @param moment how a time is shown; as it is recorded, when left out
 * @throws where the catalogue has no such text, or not with these parameters
 */
export function render(
  tongue: Tongue,
  { code, params = {} }: Said,
  moment = (iso: string): string => iso,
): string {
  const entry = Object.hasOwn(tongue.texts, code) ? tongue.texts[code] : undefined;
  if (entry === undefined) throw new Error(`No text has the code ${code}.`);
  if (typeof entry === 'string') return entry;
  const setting = ({ id, title }: Setting): string => `${tongue.titles[id] ?? title} (${id})`;
  const wording: Wording = {
    say: (said) => render(tongue, said, moment),
    setting,
    settings: (all) => all.map(setting).join(', '),
    moment,
    hours: (hours) =>
      hours < SHORT
        ? tongue.duration(Math.max(1, Math.round(hours * MINUTES)), 'minute')
        : tongue.duration(Math.round(hours), 'hour'),
  };
  return (entry as (params: Params, wording: Wording) => string)(params, wording);
}
