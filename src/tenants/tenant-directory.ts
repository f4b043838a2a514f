import type {
  InstallationDefaults,
  TenantSettings,
  StoredTenantSettings,
} from '../domain/tenant/tenant-settings';
import type { ConsentStore } from '../store/tenants/consent-store';
import type { PutResult, RegisteredTenant, TenantStore } from '../store/tenants/tenant-store';

/** A tenant as operators see it. */
export interface KnownTenant {
  isHome: boolean;
  /** What somebody registered; empty where nobody did. */
  tenantSettings: StoredTenantSettings;
  /** Of that version; undefined where nobody registered it. */
  etag?: string;
  inForce: TenantSettings;
  /** ISO 8601, UTC. */
  consentedAt?: string;
}

/** Which tenants this installation serves, and how. */
export interface TenantDirectory {
  /** The tenant of the settings: served without anybody registering it. */
  home: string;
  /** What holds for a tenant; undefined where nobody registered it and it is not the home tenant. */
  find(tenantId: string): Promise<TenantSettings | undefined>;
  /** The home tenant first, the others in the order of their ids. */
  all(): Promise<TenantSettings[]>;
  look(tenantId: string): Promise<KnownTenant | undefined>;
  /** In the order of `all`. */
  list(): Promise<KnownTenant[]>;
  /** Keeps that an administrator of the tenant came back from the consent page. */
  noteConsent(tenantId: string, at: Date): Promise<void>;
  /** Saves the whole registration. @param etag the version it replaces; where it is left out there must be none */
  register(tenantId: string, tenantSettings: StoredTenantSettings, etag?: string): Promise<PutResult>;
}

export interface DirectorySettings {
  home: StoredTenantSettings & { tenantId: string };
  defaults: InstallationDefaults;
}

/** What is registered without who registered it. */
const settingsIn = ({
  lastChange: _,
  ...settings
}: StoredTenantSettings): Omit<StoredTenantSettings, 'lastChange'> => settings;

/** What an operator registered stands before the settings, property by property. */
export function createTenantDirectory(
  stores: { tenantRecords: TenantStore; consents: ConsentStore },
  { home: { tenantId: home, ...homeSettings }, defaults }: DirectorySettings,
): TenantDirectory {
  const { tenantRecords, consents } = stores;
  const join = (tenantId: string, found?: RegisteredTenant): TenantSettings => ({
    ...defaults,
    ...(tenantId === home && homeSettings),
    ...settingsIn(found?.tenantSettings ?? {}),
    tenantId,
  });
  const known = (tenantId: string, found?: RegisteredTenant, consentedAt?: string): KnownTenant => ({
    isHome: tenantId === home,
    tenantSettings: found?.tenantSettings ?? {},
    inForce: join(tenantId, found),
    ...(found && { etag: found.etag }),
    ...(consentedAt && { consentedAt }),
  });
  async function served(): Promise<[tenantId: string, found?: RegisteredTenant][]> {
    const registered = await tenantRecords.list();
    const atHome = registered.find(({ tenantId }) => tenantId === home);
    const others = registered.filter((one) => one !== atHome);
    return [
      atHome ? [home, atHome] : [home],
      ...others.map((one) => [one.tenantId, one] as [string, typeof one]),
    ];
  }

  return {
    home,
    async find(tenantId) {
      const found = await tenantRecords.find(tenantId);
      return found || tenantId === home ? join(tenantId, found) : undefined;
    },
    all: async () => (await served()).map(([tenantId, found]) => join(tenantId, found)),
    async look(tenantId) {
      const [found, at] = await Promise.all([tenantRecords.find(tenantId), consents.find(tenantId)]);
      return found || tenantId === home ? known(tenantId, found, at) : undefined;
    },
    async list() {
      const [all, at] = await Promise.all([served(), consents.all()]);
      return all.map(([tenantId, found]) => known(tenantId, found, at.get(tenantId)));
    },
    noteConsent: (tenantId, at) => consents.note(tenantId, at.toISOString()),
    register: (tenantId, tenantSettings, etag) => tenantRecords.put(tenantId, tenantSettings, etag),
  };
}
