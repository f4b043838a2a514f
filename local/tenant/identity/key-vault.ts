import type { Answer } from '../answers';
import type { TenantInCloud } from '../tenant';

const AUDIENCE = 'https://vault.azure.net';
const PATH = /^\/vault\/secrets\/([\w-]+)$/;

/**
 * What Key Vault answers whoever asks for a secret.
 * https://learn.microsoft.com/rest/api/keyvault/secrets/get-secret/get-secret
 */
export function answerVault(
  { tokens }: TenantInCloud,
  secrets: ReadonlyMap<string, string>,
  authorization: string | undefined,
  { pathname, searchParams }: URL,
): Answer {
  const claims = tokens.read(/^Bearer (.+)$/.exec(authorization ?? '')?.[1] ?? '');
  if (claims?.aud !== AUDIENCE)
    return { status: 401, body: { error: { code: 'Unauthorized', message: 'AKV10022: Invalid audience.' } } };
  if (!searchParams.has('api-version')) return { status: 400, body: { error: { code: 'BadParameter' } } };
  const value = secrets.get(PATH.exec(pathname)?.[1] ?? '');
  if (value === undefined) return { status: 404, body: { error: { code: 'SecretNotFound' } } };
  return { status: 200, body: { value, contentType: 'application/x-pem-file' } };
}
