import type { Secret } from '../../access/secrets';
import type { Callbacks } from '../../callbacks/send-callback';
import type { Clients } from '../../settings/settings-document';
import type { TenantSettings } from '../../domain/tenant/tenant-settings';
import type { ServiceThrottled } from '../../microsoft/http/service-errors';
import type { ClientContext } from '../../microsoft/http/client-context';
import type { AuditStore } from '../../store/audits/audit-store';
import type { EnablementStore } from '../../store/enablements/enablement-store';
import type { ExpiryStore } from '../../store/enablements/expiry-store';

/** What the activities of one tenant's runs work with. */
export interface TenantContext extends TenantSettings {
  clients: Clients;
  store: EnablementStore;
  audits: Pick<AuditStore, 'result' | 'auditState'>;
  expiries: Pick<ExpiryStore, 'find'>;
  clientContext: ClientContext;
  callbacks: Callbacks;
  now: () => Date;
  statusTokenSecret: Secret;
  publicUrl?: string;
  /** Hours a second person has. */
  approvalHours: number;
  /** Hears of a service that throttles, where an activity goes on without it. */
  onThrottled?: (fault: ServiceThrottled) => void;
  /** Hears that a run is closed in fewer words than it had, and why. */
  onShortened?: (reason: string) => void;
  /** Which records of the run were passed over so far, because nobody can read them; by whoever ends it from outside. */
  passedOver?: () => readonly string[];
}
