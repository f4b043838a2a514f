import type { TenantFile } from '../tenant/tenant-file';
import type { TenantState } from '../tenant/tenant-state';

export interface WorldOptions {
  tenant: TenantFile;
  /** Tenants besides the home tenant; then the app gets its tokens as a multi-tenant app does. */
  otherTenants?: TenantFile[];
  /** `virtual`: a conductor moves the time. A number: it runs by itself, so many times faster than ours. */
  clock: 'virtual' | number;
  now?: number;
  port?: number;
  /** Keeps the tables, the timers and the keys there; in memory when left out. */
  data?: string;
  /** A storage account that is there already; an Azurite of its own when left out. */
  storage?: string;
  /** The tenant as an earlier run put it away. */
  tenantState?: TenantState;
  masterKey?: string;
  /** A compiled app; ours when left out. */
  app?: string;
  /** Settings of the app besides the usual ones, or instead of them. */
  settings?: Record<string, string>;
  /** Whether the host tells all it has to tell. */
  verbose?: boolean;
  /** Hears everything that the app and the host store, as it is sent. */
  onStored?: (body: Buffer) => void;
}
