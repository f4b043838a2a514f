import { isIPv6 } from 'node:net';
import { createHash, randomBytes } from 'node:crypto';

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
  if (last === undefined || last === '') return 'anonymous';
  const hash = createHash('sha256').update(SALT).update(networkOf(last)).digest();
  return `anonymous:${hash.readUInt32BE() % BUCKETS}`;
}

/** `203.0.113.7:51234` → `203.0.113.7`; `[2001:db8::1]:443` → the first four groups. */
function networkOf(text: string): string {
  const address = /^\[([^\]]*)\]/.exec(text)?.[1] ?? text;
  if (!isIPv6(address)) return address.replace(/:\d+$/, '');
  const mapped = /^::ffff:(\d+(?:\.\d+){3})$/i.exec(address)?.[1];
  if (mapped !== undefined) return mapped;
  const [head = '', tail] = address.toLowerCase().split('::');
  const groups = head === '' ? [] : head.split(':');
  const rest = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - groups.length - rest.length);
  return [...groups, ...Array<string>(zeros).fill('0'), ...rest]
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':');
}
