import ipaddr from 'ipaddr.js';

/** Azure's own services answer here, on every virtual machine; the registries count it as public. */
const AZURE_PLATFORM = '168.63.129.16';

/** What is handed out today for the public; the rest of IPv6 is special, reserved or stands for an IPv4 address. */
const GLOBAL_UNICAST = ipaddr.parseCIDR('2000::/3');

/**
 * Whether an address belongs to the public internet. Private, loopback, link-local (also the metadata service), carrier
 * NAT, multicast, documentation and every form that wraps an IPv4 address (mapped, NAT64, 6to4, Teredo) do not.
 */
export function isPublic(address: string): boolean {
  if (!ipaddr.isValid(address) || address === AZURE_PLATFORM) return false;
  const parsed = ipaddr.parse(address);
  if (parsed.range() !== 'unicast') return false;
  return parsed.kind() === 'ipv4' || parsed.match(GLOBAL_UNICAST);
}

/** Loopback as an allowance may name it; nothing else of the private ranges can be allowed at all. */
export const isLoopback = (address: string): boolean =>
  ipaddr.isValid(address) && ipaddr.parse(address).range() === 'loopback';
