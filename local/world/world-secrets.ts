import { createKeys } from '../host/keys';

const SECRET_SETTINGS = [
  'STATUS_TOKEN_SECRET',
  'STATUS_TOKEN_SECRET_PREVIOUS',
  'CALLBACK_SECRETS',
  'SERVICENOW_CLIENT_SECRET',
  'IDENTITY_HEADER',
];
export function secretsOf(env: Readonly<Record<string, string>>, masterKey: string): Record<string, string> {
  const { host, system } = createKeys(masterKey);
  const settings = SECRET_SETTINGS.map((name) => [name, env[name] ?? '']);
  return Object.fromEntries([
    ...settings.filter(([, value]) => value !== ''),
    ['the master key', masterKey],
    ['the host key', host],
    ['the system key', system],
  ]) as Record<string, string>;
}
