/** Addresses of the management API, as the SDK and its callers get them. */
export interface ClientAddresses {
  hubName: string;
  /** `https://localhost:7071`; the SDK puts the caller's own origin in its place. */
  origin: string;
  /** Where the SDK itself calls: this machine, without a key. Must end with a slash. */
  rpcUrl: string;
  systemKey: string;
}

const WEBHOOKS = '/runtime/webhooks/durabletask';

/** Management addresses of one instance. `rewind` is in the SDK's binding and not in the answer of an HTTP start. */
export function managementUrls(
  { hubName, origin, systemKey }: ClientAddresses,
  id: string,
  hasRewind: boolean,
): Record<string, string> {
  const base = `${origin}${WEBHOOKS}/instances/${encodeURIComponent(id)}`;
  const query = `taskHub=${hubName}&connection=Storage&code=${encodeURIComponent(systemKey)}`;
  const withReason = (operation: string): string => `${base}/${operation}?reason={text}&${query}`;
  return {
    id,
    statusQueryGetUri: `${base}?${query}`,
    sendEventPostUri: `${base}/raiseEvent/{eventName}?${query}`,
    terminatePostUri: withReason('terminate'),
    ...(hasRewind && { rewindPostUri: withReason('rewind') }),
    purgeHistoryDeleteUri: `${base}?${query}`,
    restartPostUri: `${base}/restart?${query}`,
    suspendPostUri: withReason('suspend'),
    resumePostUri: withReason('resume'),
  };
}

/** The value of a `durableClient` input. */
export function clientBindingValue(addresses: ClientAddresses): unknown {
  const { hubName, origin, rpcUrl, systemKey } = addresses;
  const code = `code=${encodeURIComponent(systemKey)}`;
  const create = `${origin}${WEBHOOKS}/orchestrators/{functionName}[/{instanceId}]`;
  return {
    taskHubName: hubName,
    connectionName: null,
    creationUrls: {
      createNewInstancePostUri: `${create}?${code}`,
      createAndWaitOnNewInstancePostUri: `${create}?timeout={timeoutInSeconds}&pollingInterval={intervalInSeconds}&${code}`,
    },
    managementUrls: managementUrls(addresses, 'INSTANCEID', true),
    baseUrl: `${origin}${WEBHOOKS}`,
    requiredQueryStringParameters: code,
    rpcBaseUrl: rpcUrl,
  };
}
