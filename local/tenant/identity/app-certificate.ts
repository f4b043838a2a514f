import { constants, createHash, verify, X509Certificate } from 'node:crypto';

const decode = (part: string): Record<string, unknown> =>
  JSON.parse(Buffer.from(part, 'base64url').toString() || '{}') as Record<string, unknown>;

/**
 * Whether an assertion was signed with the key of the certificate that the app registration knows, for this very
 * endpoint. https://learn.microsoft.com/entra/identity-platform/certificate-credentials
 */
export function isSignedByApp(
  assertion: string,
  certificate: string,
  appClientId: string,
  endpoint: string,
): boolean {
  const [header = '', payload = '', signature = ''] = assertion.split('.');
  const { alg, 'x5t#S256': sha256, x5t: sha1 } = decode(header);
  const { aud, iss, sub, exp } = decode(payload);
  const known = new X509Certificate(certificate);
  const print = (hash: string): string => createHash(hash).update(known.raw).digest('base64url');
  const isNamed = sha256 === print('sha256') || sha1 === print('sha1');
  const isMeant = aud === endpoint && iss === appClientId && sub === appClientId;
  if (!isNamed || !isMeant || Number(exp) * 1000 < Date.now()) return false;
  const padding = alg === 'PS256' ? constants.RSA_PKCS1_PSS_PADDING : constants.RSA_PKCS1_PADDING;
  if (alg !== 'PS256' && alg !== 'RS256') return false;
  const key = { key: known.publicKey, padding };
  return verify('sha256', Buffer.from(`${header}.${payload}`), key, Buffer.from(signature, 'base64url'));
}
