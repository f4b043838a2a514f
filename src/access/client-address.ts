import { createHash, randomBytes } from 'node:crypto';
import ipaddr from 'ipaddr.js';

/** So many budgets for callers without a credential: memory stays bounded, however many addresses they come from. */
const BUCKETS = 4096;
// Of this process: so that nobody can work out whose budget he shares.
const SALT = randomBytes(16);

/**
 * By what anonymous callers are told apart: the address that the platform's front end saw, which it appends to what the
 * caller says. Addresses share 4,096 ids; IPv6 counts by its /64, which one subscriber has whole.
 */
export function anonymousCallerId(headers: { get(name: string): string | null }): string {
  const last = headers.get('x-forwarded-for')?.split(',').at(-1)?.trim();
  if (!last) return 'anonymous';
  const hash = createHash('sha256').update(SALT).update(networkOf(last)).digest();
  return `anonymous:${hash.readUInt32BE() % BUCKETS}`;
}

/** `203.0.113.7:51234` → `203.0.113.7`; `[2001:db8::1]:443` → the first four groups, `2001:db8:0:0`. */
function networkOf(text: string): string {
  const address = /^\[(.*)\]/.exec(text)?.[1] ?? text.replace(/^([^:]*):\d+$/, '$1');
  if (!ipaddr.isValid(address)) return address;
  // An IPv4 address that is written as one of IPv6 is still that of one subscriber.
  const found = ipaddr.process(address);
  return found instanceof ipaddr.IPv6 ? found.parts.slice(0, 4).join(':') : found.toString();
}
