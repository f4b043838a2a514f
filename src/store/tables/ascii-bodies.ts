import type { TableServiceClientOptions } from '@azure/data-tables';

type PipelinePolicy = NonNullable<TableServiceClientOptions['additionalPolicies']>[number]['policy'];

/**
 * Sends what is stored in ASCII alone. JSON may write any character as an escape, and the service reads the same; the
 * emulator, though, refuses a transaction with U+2028 or U+2029 in it, and breaks a letter that lies across two packets.
 */
export const asciiBodies = {
  name: 'asciiBodies',
  sendRequest(request, next) {
    if (typeof request.body === 'string') request.body = inAscii(request.body);
    return next(request);
  },
} satisfies PipelinePolicy;

/** Outside of strings JSON has no such characters, and neither has what surrounds it in a transaction. */
const inAscii = (text: string): string =>
  text.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
