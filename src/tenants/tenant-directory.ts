import type { InstallationDefaults, Registration, StoredRegistration } from '../enablement/registration';
import type { RegisteredTenant, TenantStore } from '../store/tenant-store';

/** Which tenants this installation serves, and how. */
export interface TenantDirectory {
  /** The tenant of the settings: served without anybody registering it. */
  home: string;
  /** Undefined where nobody registered the tenant and it is not the home tenant. */
  find(tenantId: string): Promise<Registration | undefined>;
  /** The home tenant first, the others in the order of their ids. */
  all(): Promise<Registration[]>;
}

export interface DirectorySettings {
  home: StoredRegistration & { tenantId: string };
  defaults: InstallationDefaults;
}

/** What an operator registered stands before the settings, property by property. */
export function createTenantDirectory(
  store: TenantStore,
  { home: { tenantId: home, ...homeSettings }, defaults }: DirectorySettings,
): TenantDirectory {
  const join = (tenantId: string, found?: RegisteredTenant): Registration => ({
    ...defaults,
    ...(tenantId === home && homeSettings),
    ...found?.registration,
    tenantId,
  });
  return {
    home,
    async find(tenantId) {
      const found = await store.find(tenantId);
      return found || tenantId === home ? join(tenantId, found) : undefined;
    },
    async all() {
      const registered = await store.list();
      const atHome = registered.find(({ tenantId }) => tenantId === home);
      const others = registered.filter((one) => one !== atHome);
      return [join(home, atHome), ...others.map((one) => join(one.tenantId, one))];
    },
  };
}
