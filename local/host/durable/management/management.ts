import type { DurableRequest, DurableResponse } from '../../contract';
import type { ClientAddresses } from '../client-binding';
import type { Engine } from '../engine';
import type { InstanceIndex } from '../instances/instance-index';
import type { InstanceStore } from '../instances/instance-store';

export interface ManagementOptions {
  engine: Engine;
  store: InstanceStore;
  index: InstanceIndex;
  addresses: ClientAddresses;
  orchestrators: readonly string[];
  now: () => number;
}

/** Answers one kind of request; `parts` are those of its path. */
export type Handle = (
  options: ManagementOptions,
  request: DurableRequest,
  ...parts: string[]
) => Promise<DurableResponse>;
