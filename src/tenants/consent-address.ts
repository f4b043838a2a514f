/** Microsoft's public cloud. */
const AUTHORITY = 'https://login.microsoftonline.com';

/** The app that is let in, and where its consent page brings people back to. */
export interface ConsentSettings {
  appClientId: string;
  authorityUrl?: string;
}

/**
 * Where an administrator of a tenant lets the app in, with every permission its registration names.
 * @param returnTo one of the addresses the registration of the app names
 * @param state comes back with him, unchanged
 * @link https://learn.microsoft.com/entra/identity/enterprise-apps/grant-admin-consent
 */
export function consentPageOf(
  { appClientId, authorityUrl = AUTHORITY }: ConsentSettings,
  tenantId: string,
  returnTo: string,
  state: string,
): string {
  const page = new URL(`/${tenantId}/adminconsent`, authorityUrl);
  page.search = new URLSearchParams({ client_id: appClientId, redirect_uri: returnTo, state }).toString();
  return page.href;
}
