import type { IncomingMessage } from 'node:http';
import type { Answer } from '../answers';
import type { TenantInCloud } from '../tenant';
import { NO_SUCH_RESOURCE } from './tokens';

/**
 * What App Service tells an app about its managed identity.
 * https://learn.microsoft.com/azure/app-service/overview-managed-identity#rest-endpoint-reference
 */
export function answerIdentity(
  { tokens, serviceFaults }: TenantInCloud,
  identityHeader: string,
  message: IncomingMessage,
  { searchParams }: URL,
): Answer {
  const struck = serviceFaults.strike('GET', '/identity');
  if (struck?.kind === 'fail') return { status: struck.status, body: { message: 'Try again later.' } };
  const resource = searchParams.get('resource');
  if (message.headers['x-identity-header'] !== identityHeader)
    return { status: 401, body: { message: 'X-IDENTITY-HEADER is missing or wrong.' } };
  if (searchParams.get('api-version') !== '2019-08-01' || resource === null)
    return { status: 400, body: { message: 'api-version and resource are required.' } };
  if (!tokens.knows(resource))
    return { status: 400, body: { statusCode: 400, message: `AADSTS500011: ${NO_SUCH_RESOURCE}` } };
  const { token, expires } = tokens.issue(resource.replace(/\/$/, ''));
  return {
    status: 200,
    body: {
      access_token: token,
      expires_on: String(expires),
      resource,
      token_type: 'Bearer',
      client_id: 'eeeeeeee-0000-4000-8000-0000000000a1',
    },
  };
}
