import type { HttpResponseInit } from '@azure/functions';
import { problem } from './problem';

/** The budget of this minute is spent. */
export function tooMany(seconds: number): HttpResponseInit {
  const answer = problem({
    status: 429,
    type: 'too-many-calls',
    title: 'That is more than one caller may send in a minute.',
  });
  return { ...answer, headers: { ...answer.headers, 'retry-after': String(seconds) } };
}
