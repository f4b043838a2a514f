import type { z } from 'zod';

/** Choices a flow's maker picks from, fetched by another call. */
interface DynamicValues {
  operationId: string;
  'value-collection': string;
  'value-path': string;
  'value-title': string;
}

/** What the documents say of a field besides what its schema does. */
export interface Words {
  description: string;
  /** What its text is, where the schema only tests for it. */
  format?: 'uuid' | 'email';
  /** Where a flow's designer shows it; at once when left out. */
  visibility?: 'important' | 'advanced' | 'internal';
  dynamicValues?: DynamicValues;
  /** Where Power Platform puts the address that a subscription is told at. */
  isNotificationUrl?: boolean;
}

/** A schema with a word about each of its fields: the compiler asks for the word of a field that is new. */
export function worded<S extends z.ZodObject>(
  schema: S,
  words: { readonly [Field in keyof S['shape']]: string | Words },
): S {
  const said = Object.entries(schema.shape as z.ZodRawShape).map(([field, of]) => {
    const word = words[field as keyof typeof words];
    const meta = typeof word === 'string' ? { description: word } : metaOf(word);
    return [field, (of as z.ZodType).meta(meta)];
  });
  return schema.extend(Object.fromEntries(said) as z.ZodRawShape) as unknown as S;
}

const metaOf = ({ description, format, visibility, dynamicValues, isNotificationUrl }: Words) => ({
  description,
  ...(format && { format }),
  ...(visibility && { 'x-ms-visibility': visibility }),
  ...(dynamicValues && { 'x-ms-dynamic-values': dynamicValues }),
  ...(isNotificationUrl && { 'x-ms-notification-url': true }),
});

/** `testGuestEmail` as a person reads it: "Test Guest Email". */
export function titleOf(field: string): string {
  const words = field.split(/(?<=[a-z0-9])(?=[A-Z])|[-_]/);
  return words.map((word) => ACRONYMS[word.toLowerCase()] ?? capitalised(word)).join(' ');
}

const ACRONYMS: Readonly<Record<string, string>> = { id: 'ID', ids: 'IDs', url: 'URL' };
const capitalised = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
