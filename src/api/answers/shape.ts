import { z } from 'zod';
import type { Said } from '../../texts/said';

/**
 * The fields of a published answer. `satisfies Shape<T>` holds them against the type the code works with: a field that
 * is missing, too much, or of another type does not compile.
 */
export type Shape<T> = { readonly [Field in keyof T]-?: z.ZodType<T[Field]> };

export const text = (description: string): z.ZodString => z.string().describe(description);
export const texts = (description: string) => z.array(z.string()).describe(description);
/** What a text was made of, for whoever wants it in another language. */
export const said = (description = 'What the text was made of.') =>
  z
    .object({
      code: text('The code of the text.'),
      params: anything<Said['params']>('What stands in it.').optional(),
    })
    .describe(description) as unknown as z.ZodType<Said>;
export const count = (description: string) => z.int().min(0).describe(description);
export const number = (description: string): z.ZodNumber => z.number().describe(description);
export const yesNo = (description: string): z.ZodBoolean => z.boolean().describe(description);
/** ISO 8601, UTC. */
export const time = (description: string) => z.string().meta({ description, format: 'date-time' });
export const list = <S extends z.ZodRawShape>(fields: S, description: string) =>
  z.array(z.object(fields)).describe(description);
/** Text of a narrower kind in the code, of which the reader need not know every value. */
export const name = <T extends string>(description: string) =>
  z.string().describe(description) as unknown as z.ZodType<T>;
/** JSON of whatever kind, such as a setting as Microsoft stores it. */
export const anything = <T = unknown>(description: string) =>
  z.unknown().describe(description) as unknown as z.ZodType<T>;

/** One of a few words, each with what it means: the compiler asks for every one of them. */
export function choice<T extends string>(description: string, words: Readonly<Record<T, string>>) {
  const notes = Object.entries<string>(words).map(([word, meaning]) => `\`${word}\`: ${meaning}`);
  const values = Object.keys(words) as [T, ...T[]];
  return z.enum(values).describe(`${description} ${notes.join('; ')}.`) as unknown as z.ZodType<T>;
}
