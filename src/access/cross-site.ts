/**
 * Whether another site sent this, over the shoulder of somebody who is signed in here. Browsers say so with every
 * request that may change something; a machine says neither.
 * https://cheatsheetseries.owasp.org/cheatsheets/Cross-Site_Request_Forgery_Prevention_Cheat_Sheet.html
 */
export function isFromAnotherSite(url: string, headers: { get(name: string): string | null }): boolean {
  const site = headers.get('sec-fetch-site');
  if (site !== null) return site !== 'same-origin' && site !== 'none';
  const origin = headers.get('origin');
  // Behind the platform's front end the scheme is another than the browser's; the host is the same.
  return origin !== null && hostOf(origin) !== new URL(url).host;
}

function hostOf(origin: string): string | undefined {
  try {
    return new URL(origin).host;
  } catch {
    return undefined;
  }
}
