import type { z } from 'zod';

/** One thing wrong with an input: where (a JSON pointer) and what, in words that follow the name of the field. */
export interface Violation {
  pointer: string;
  message: string;
}

/** Every issue of a failed parse; an unknown field is a violation of its own, so that each one is named. */
export function violationsOf(error: z.ZodError): Violation[] {
  return error.issues.flatMap((issue) => {
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => ({
        pointer: pointerTo([...issue.path, key]),
        message: 'is not a known field',
      }));
    }
    const isMissing =
      issue.code === 'invalid_type' && issue.input === undefined && /received undefined/.test(issue.message);
    return [{ pointer: pointerTo(issue.path), message: isMissing ? 'is required' : issue.message }];
  });
}

/** Where in a document: a JSON pointer. */
export const pointerTo = (path: readonly PropertyKey[]): string =>
  path.map((part) => `/${pointerPart(String(part))}`).join('');

/** RFC 6901: `~` and `/` inside a name are written `~0` and `~1`. */
function pointerPart(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}
