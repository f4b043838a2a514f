import { lookup as systemLookup, type LookupAddress, type LookupOptions } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { Agent, buildConnector } from 'undici';
import { isLoopback, isPublic } from './public-address';

/** How a name becomes addresses, as `dns.lookup` with `all` does it. */
export type Lookup = (
  name: string,
  options: LookupOptions & { all: true },
  answer: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

/** Nothing was connected to: the address, or one a name led to, is not public. */
export class NotPublic extends Error {
  constructor() {
    super('The address is not public.');
  }
}

const CONNECT_TIMEOUT_MS = 5_000;

/**
 * A way out that connects to public addresses only. The check sits where the connection is made, on the very addresses
 * it is made to: a name that leads elsewhere a moment later (DNS rebinding) gains nothing. Each request gets a
 * connection, and with it a check, of its own; no redirect is followed and no proxy of the environment is used.
 * @param loopback what may be reached besides, exactly as it stands in an address: `127.0.0.1:4000`
 * @throws NotPublic out of the request
 */
export function guardedAgent(loopback: readonly string[], lookup: Lookup = systemLookup): Agent {
  const checked: LookupFunction = (name, options, answer) => {
    lookup(name, { ...options, all: true }, (error, addresses) => {
      const refusal = error ?? (addresses.every(({ address }) => isPublic(address)) ? null : new NotPublic());
      const [first] = addresses ?? [];
      if (refusal !== null || first === undefined) return answer(refusal ?? new NotPublic(), '', 0);
      // One name may have several addresses: Node tries them in turn where it asked for all.
      if (options.all) answer(null, addresses);
      else answer(null, first.address, first.family);
    });
  };
  const connect = buildConnector({ lookup: checked, timeout: CONNECT_TIMEOUT_MS });

  return new Agent({
    pipelining: 0,
    connect: (target, done) => {
      const { hostname: name, port } = target;
      // An address needs no lookup, and would pass it by.
      const isNamed = isIP(name) === 0;
      const place = isIP(name) === 6 ? `[${name}]:${port}` : `${name}:${port}`;
      const isAllowed = isPublic(name) || (isLoopback(name) && loopback.includes(place));
      if (isNamed || isAllowed) connect(target, done);
      else done(new NotPublic(), null);
    },
  });
}
