import type { HttpRequest, HttpResponseInit } from '@azure/functions';
import type { Entry } from '../../access/authorize';
import type { Route } from '../../api/route';
import { problem } from './problem';
import { unknownRun } from '../enablements/status-answer';

/** Why somebody does not come in, in words that help him and nobody else. */
export function refusalOf(
  entry: Exclude<Entry, { kind: 'admitted' }>,
  { access }: Route,
  request: HttpRequest,
): HttpResponseInit {
  switch (entry.kind) {
    case 'unknown':
      return unauthorized(
        access === 'tokenHolder'
          ? 'This address needs the token it was handed out with.'
          : 'Sign in, or send a credential that is valid now.',
      );
    case 'expired':
      return unauthorized('This address has expired.');
    case 'hidden':
      return unknownRun(request.params['id'] ?? '');
    case 'missingRole':
      return problem({
        status: 403,
        type: 'role-missing',
        title: `${entry.caller.name} lacks the role ${[...access].join(' or ')}.`,
        detail: 'Whoever administers this application assigns roles.',
      });
    case 'fromAnotherSite':
      return problem({
        status: 403,
        type: 'from-another-site',
        title: 'Another site sent this in your name.',
      });
    case 'repeated':
      return problem({
        status: 409,
        type: 'message-repeated',
        title: 'This message was taken before; nothing was done a second time.',
        detail: 'Read the enablement to see what came of it, or send a new message with a new webhook-id.',
      });
  }
}

function unauthorized(title: string): HttpResponseInit {
  const answer = problem({ status: 401, type: 'unauthorized', title });
  return { ...answer, headers: { ...answer.headers, 'www-authenticate': 'Bearer' } };
}
