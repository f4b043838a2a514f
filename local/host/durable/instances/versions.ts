import { HostFault } from '../../host-fault';

/** Which orchestrations this host may work on. */
export interface Versions {
  /** What a new orchestration is marked with for life; undefined where host.json says nothing. */
  own?: string;
  /** Whether code of our version may run one of that version; one from before there were versions has none. */
  mayRun(version: string | undefined): boolean;
}

/**
 * Reads the versions of host.json. One that is newer is left for whoever has its code: `CurrentOrOlder` and `Reject`,
 * both the default. https://learn.microsoft.com/azure/azure-functions/durable/durable-orchestration-versioning
 */
export function readVersions(settings: Record<string, unknown>): Versions {
  const only = (name: string, known: string): void => {
    if ((settings[name] ?? known) !== known)
      throw new HostFault(
        `host.json: extensions.durableTask.${name} must be "${known}" on the local host, or be left out.`,
      );
  };
  only('versionMatchStrategy', 'CurrentOrOlder');
  only('versionFailureStrategy', 'Reject');
  const { defaultVersion: own } = settings;
  if (own === undefined) return { mayRun: () => true };
  if (typeof own !== 'string')
    throw new HostFault('host.json: extensions.durableTask.defaultVersion must be a text.');
  return { own, mayRun: (version) => version === undefined || isOlderOrSame(version, own) };
}

/** As numbers where both are, else letter by letter. */
function isOlderOrSame(one: string, other: string): boolean {
  const [left, right] = [Number(one), Number(other)];
  return Number.isNaN(left) || Number.isNaN(right) ? one <= other : left <= right;
}
