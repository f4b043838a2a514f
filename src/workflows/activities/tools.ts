import type { Secret } from '../../access/secrets';
import type { Callbacks } from '../../callbacks/callbacks';
import type { Clients } from '../../controls/settings-document';
import type { Registration } from '../../enablement/registration';
import type { ServiceBusy } from '../../http/faults';
import type { WayOut } from '../../http/way-out';
import type { AuditStore } from '../../store/audit-store';
import type { EnablementStore } from '../../store/enablement-store';
import type { TimeBoxStore } from '../../store/time-box-store';

/** What the activities of one tenant's runs work with. */
export interface Tools extends Registration {
  clients: Clients;
  store: EnablementStore;
  audits: Pick<AuditStore, 'result' | 'standing'>;
  timeBoxes: Pick<TimeBoxStore, 'find'>;
  out: WayOut;
  callbacks: Callbacks;
  now: () => Date;
  statusTokenSecret: Secret;
  publicUrl?: string;
  /** Hours a second person has. */
  approvalHours: number;
  /** Hears of a service that asks for patience, where an activity goes on without it. */
  onBusy?: (fault: ServiceBusy) => void;
  /** Hears that a run is closed in fewer words than it had, and why. */
  onShortened?: (reason: string) => void;
  /** Which records of the run were passed over so far, because nobody can read them; by whoever ends it from outside. */
  passedOver?: () => readonly string[];
}
