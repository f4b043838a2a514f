import type { Clock } from '../../clock/clock';
import type { Answer } from '../answers';
import type { Judge } from '../limits/caller-conduct';
import type { ServiceFaults } from '../faults/service-faults';
import type { Notifier } from '../directory/change-notifications';
import type { PropagationModel } from '../settings/propagation';
import type { Switches } from '../settings/setting-values';
import type { TenantFile } from '../tenant-file';
import type { TenantState } from '../tenant-state';

/** What every simulated service works on. */
export interface Tenant {
  file: TenantFile;
  state: TenantState;
  switches: Switches;
  clock: Clock;
  model: PropagationModel;
  serviceFaults: ServiceFaults;
  judge: Judge;
  notifier: Notifier;
  newId: () => string;
}

/** A call as a service gets it: the token was checked, the body parsed. */
interface Call {
  /** The ids in the path, in order. */
  ids: string[];
  query: URLSearchParams;
  body: unknown;
  /** Whether the caller takes an answer from the index. https://learn.microsoft.com/graph/aad-advanced-queries */
  isEventual: boolean;
}

export interface Endpoint {
  method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
  /** As people write it: `/groups/{id}/members/$ref`. */
  route: string;
  /** The version of Graph that has it, where it is not v1.0. */
  version?: 'beta';
  /** Application permissions of which one is enough. Empty: any token of the right audience. */
  anyOf: string[];
  answer(call: Call): Answer | Promise<Answer>;
}
