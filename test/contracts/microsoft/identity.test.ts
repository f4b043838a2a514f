import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { generate } from 'selfsigned';
import { inFlight } from '../../../local/clock/in-flight';
import { runningClock } from '../../../local/clock/running-clock';
import { APP_CLIENT_ID, startAuthority, type Authority } from '../../../local/tenant/identity/authority';
import { startCloud, type Cloud } from '../../../local/tenant/several-tenants';
import { parseTenantFile } from '../../../local/tenant/tenant-file';
import { GRAPH_AUDIENCE, tenantIn, type Claims } from '../../../local/tenant/identity/tokens';
import { loadConfig } from '../../../src/config';

const HOME = '11111111-2222-3333-4444-555555555555';
const OTHER = '22222222-0000-4000-8000-000000000001';
const SCOPE = `${GRAPH_AUDIENCE}/.default`;
const COMMAND = path.join(__dirname, '../../support/callers/token-for.js');

describe('an identity with a certificate', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'gastvrij-identity-'));
  const trusted = path.join(folder, 'authority.pem');
  const secrets = new Map<string, string>();
  let cloud: Cloud;
  let authority: Authority;

  const makeCertificate = async (): Promise<{ pem: string; certificate: string }> => {
    const { private: key, cert } = await generate([{ name: 'commonName', value: 'Gastvrij' }], {
      keyType: 'rsa',
      keySize: 2048,
    });
    return { pem: `${key}\n${cert}`, certificate: cert };
  };

  beforeAll(async () => {
    const [registered, stranger] = [await makeCertificate(), await makeCertificate()];
    secrets.set('app-certificate', registered.pem);
    secrets.set('another-certificate', stranger.pem);
    const work = inFlight();
    cloud = await startCloud({
      tenants: [HOME, OTHER].map((tenantId) => ({ file: parseTenantFile({ tenantId }) })),
      clock: runningClock(1, Date.now()),
      inFlight: work,
      secrets,
    });
    authority = await startAuthority(cloud.tenants, work, registered.certificate);
    writeFileSync(trusted, authority.certificate);
  });
  afterAll(async () => {
    await Promise.all([cloud.stop(), authority.stop()]);
    rmSync(folder, { recursive: true, force: true });
  });

  async function tokensOf(secret: string, ...tenantIds: string[]): Promise<string[]> {
    const identity = {
      kind: 'certificate',
      appClientId: APP_CLIENT_ID,
      certificateUrl: `${cloud.vault}/secrets/${secret}`,
    };
    const settings = JSON.stringify({ identity, authorityUrl: authority.url });
    const env = {
      ...process.env,
      NODE_EXTRA_CA_CERTS: trusted,
      IDENTITY_ENDPOINT: cloud.identity,
      IDENTITY_HEADER: cloud.identityHeader,
    };
    const { stdout } = await promisify(execFile)(process.execPath, [COMMAND, settings, SCOPE, ...tenantIds], {
      env,
    });
    return JSON.parse(stdout) as string[];
  }

  it('reads it from Key Vault, and gets a token of each tenant for that tenant', async () => {
    const tokens = await tokensOf('app-certificate', HOME, OTHER);
    expect(tokens.map((token) => tenantIn(`Bearer ${token}`))).toEqual([HOME, OTHER]);
    const claims = tokens.map((token, index) => cloud.tenants[index]?.tokens.read(token) as Claims);
    expect(claims.map(({ aud }) => aud)).toEqual([GRAPH_AUDIENCE, GRAPH_AUDIENCE]);
    expect(cloud.tenants[1]?.tokens.read(tokens[0] ?? '')).toBeUndefined();
  });

  it('is refused with a certificate the registration does not know, and says so', async () => {
    expect(await tokensOf('another-certificate', OTHER)).toEqual([expect.stringContaining('AADSTS700027')]);
  });

  it('says which answer the vault gave where there is none', async () => {
    expect(await tokensOf('no-certificate', OTHER)).toEqual(['Key Vault answers 404 for the certificate.']);
  });
});

describe('the settings of an identity', () => {
  const SETTINGS = {
    TENANT_ID: HOME,
    STATUS_TOKEN_SECRET: 's'.repeat(32),
    RECORDS_CONNECTION_STRING: 'UseDevelopmentStorage=true',
    SWEEP_SCHEDULE: '0 */5 * * * *',
  };
  const certificateUrl = 'https://vault.example/secrets/app';

  it.each([
    ['managedIdentity', {}, { kind: 'managedIdentity' }],
    ['azureCli', {}, { kind: 'azureCli' }],
    ['federatedApp', { APP_CLIENT_ID }, { kind: 'federatedApp', appClientId: APP_CLIENT_ID }],
    [
      'certificate',
      { APP_CLIENT_ID, CERTIFICATE_URL: certificateUrl },
      { kind: 'certificate', appClientId: APP_CLIENT_ID, certificateUrl },
    ],
  ])('make a %s', (IDENTITY, more, identity) => {
    expect(loadConfig({ ...SETTINGS, IDENTITY, ...more }).identity).toEqual(identity);
  });

  it('make a managed identity where they say nothing, empty or not', () => {
    for (const more of [{}, { IDENTITY: '' }])
      expect(loadConfig({ ...SETTINGS, ...more }).identity).toEqual({ kind: 'managedIdentity' });
  });

  it.each([
    ['federatedApp', {}, ['APP_CLIENT_ID']],
    ['certificate', {}, ['APP_CLIENT_ID', 'CERTIFICATE_URL']],
    [
      'certificate',
      { APP_CLIENT_ID: 'gastvrij', CERTIFICATE_URL: 'app.pem' },
      ['APP_CLIENT_ID', 'CERTIFICATE_URL'],
    ],
    ['password', {}, ['IDENTITY']],
  ])('of kind %s name all that is missing or wrong at once', (IDENTITY, more, names) => {
    const load = () => loadConfig({ ...SETTINGS, IDENTITY, ...more });
    for (const name of names) expect(load).toThrow(name);
  });
});
