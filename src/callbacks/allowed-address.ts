import { isIP } from 'node:net';

/** Where callbacks may go. Names are in lower case; an entry of `loopback` has its port: `127.0.0.1:4000`. */
export interface AllowList {
  hosts: readonly string[];
  loopback: readonly string[];
}

/**
 * Why an address is not called back, in words that follow the name of the field; undefined where it is. Exact names
 * only: a suffix rule is one look-alike away from a hole.
 * https://cheatsheetseries.owasp.org/cheatsheets/Server_Side_Request_Forgery_Prevention_Cheat_Sheet.html
 */
export function refusalOf(text: string, { hosts, loopback }: AllowList): string | undefined {
  // The parser's own error repeats the address, which must not reach a log.
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined) return 'must be an absolute address';
  if (url.username !== '' || url.password !== '') return 'must not carry a user or a password';
  if (url.hash !== '') return 'must not have a fragment';
  if (/^https?:$/.test(url.protocol) && loopback.includes(url.host)) return undefined;
  if (url.protocol !== 'https:') return 'must begin with https://';
  if (url.port !== '') return 'must use port 443';
  if (isIP(url.hostname.replace(/^\[|\]$/g, '')) !== 0)
    return 'must name a host, not an address of the network';
  if (!hosts.includes(url.hostname)) return 'must be on a host this installation calls back';
  return undefined;
}
