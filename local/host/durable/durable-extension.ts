import type { DurableExtension, DurableOptions } from '../contract';
import { HostFault } from '../host-fault';
import { clientBindingValue, type ClientAddresses } from './client-binding';
import { createEngine } from './engine';
import { instanceIndex } from './instances/instance-index';
import { instanceStore } from './instances/instance-store';
import { manage } from './management/management-api';

/** Settings of host.json whose absence an app could notice; the others have no meaning on one machine. */
const REFUSED: Readonly<Record<string, string>> = {
  extendedSessionsEnabled: 'there are no extended sessions here',
};

/** The Durable Task extension of the local host. */
export function durableExtension(options: DurableOptions): DurableExtension {
  const { settings, functions, clock, baseUrl, systemKey, storage } = options;
  for (const [name, why] of Object.entries(REFUSED)) {
    if (settings[name] !== undefined && settings[name] !== false)
      throw new HostFault(
        `host.json: extensions.durableTask.${name} is not supported by the local host: ${why}.`,
      );
  }
  const hubName = hubNameOf(settings);
  const store = instanceStore(storage, hubName);
  const index = instanceIndex(storage, hubName);
  const engine = createEngine(options, store, index);
  const { port } = new URL(baseUrl);
  const addresses: ClientAddresses = {
    hubName,
    origin: baseUrl.replace(/^http:/, 'https:'),
    rpcUrl: `http://127.0.0.1:${port}/durabletask/`,
    systemKey,
  };
  const orchestrators = functions
    .filter(({ trigger }) => /^orchestrationtrigger$/i.test(trigger.type))
    .map(({ name }) => name);
  const binding = { string: JSON.stringify(clientBindingValue(addresses)) };
  return {
    clientBinding: () => binding,
    handle: (request) =>
      manage({ engine, store, index, addresses, orchestrators, now: () => clock.now() }, request),
    start: () => engine.start(),
    stop: () => engine.stop(),
  };
}

function hubNameOf({ hubName }: Record<string, unknown>): string {
  const name = typeof hubName === 'string' ? hubName : 'TestHubName';
  if (!/^[a-z][a-z0-9]{2,44}$/i.test(name))
    throw new HostFault(
      `host.json: extensions.durableTask.hubName must have 3 to 45 letters and digits, not "${name}".`,
    );
  return name;
}
