import type { DocumentId } from '../../../src/controls/control';
import type { Enablement } from '../../../src/domain/enablement/enablement';
import type { Delivery } from '../../../src/domain/events/delivery';
import type { Step } from '../../../src/domain/enablement/step';
import type { CleanupTask } from '../../../src/domain/cleanup/cleanup-task';
import type { TenantState } from '../../../local/tenant/tenant-state';

/** A write of ours that took effect at Microsoft, whatever became of its answer. */
export interface Write {
  /** ISO 8601, simulated. */
  at: string;
  /** `PATCH /policies/authorizationPolicy` */
  call: string;
  /** The ids in the path, in order. */
  ids: string[];
  body: Record<string, unknown>;
  /** The settings document it went to, if any. */
  document?: DocumentId;
  /** The accounts that an invitation made by it. */
  made: string[];
}

/** What a tenant really holds, and what we really did to it. */
export interface TenantFacts {
  tenantId: string;
  writes: Write[];
  state: Pick<TenantState, 'users' | 'deleted' | 'groups' | 'subscriptions'>;
  /** Values of simple switches over time: those that held from a moment on. */
  values: { at: string; of: Readonly<Record<string, unknown>> }[];
  /** Milliseconds, simulated. */
  now: number;
}

/** What the records say of a run. */
export interface RunFacts {
  run: Enablement;
  steps: Step[];
  deliveries: Pick<Delivery, 'kind' | 'event'>[];
}

/** Everything a judgement rests on. */
export interface Facts {
  tenants: TenantFacts[];
  runs: RunFacts[];
  /** Records that do not fit their own schema, in words. */
  unreadable: string[];
  /** Rows by which a run holds its tenant, or counts as open. */
  held: { tenantId: string; id: string; by: 'lease' | 'open' }[];
  /** What cleanup cleared away. */
  tasks: CleanupTask[];
  /** Orchestrations that are not over; absent where no host can be asked. */
  live?: readonly string[];
}
