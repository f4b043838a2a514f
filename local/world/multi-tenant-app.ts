import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { InFlight } from '../clock/in-flight';
import { APP_CLIENT_ID, startAuthority } from '../tenant/identity/authority';
import type { Cloud } from '../tenant/several-tenants';

/** What lets an app get tokens for many tenants: an authority it trusts, and the settings that say so. */
export interface MultiTenantApp {
  settings: Record<string, string>;
  stop(): Promise<void>;
}

export async function startMultiTenantApp(cloud: Cloud, inFlight: InFlight): Promise<MultiTenantApp> {
  const authority = await startAuthority(cloud.tenants, inFlight);
  // Node reads what it is to trust from a file, once, at its start.
  const folder = mkdtempSync(path.join(tmpdir(), 'gastvrij-authority-'));
  const file = path.join(folder, 'authority.pem');
  writeFileSync(file, authority.certificate);
  return {
    settings: {
      IDENTITY: 'federatedApp',
      APP_CLIENT_ID,
      AUTHORITY_URL: authority.url,
      NODE_EXTRA_CA_CERTS: file,
    },
    async stop() {
      await authority.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
