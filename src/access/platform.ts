import { isLoopback } from './development-sign-in';

/** What the platform says that contradicts who the settings let in. */
export function platformFaults(env: Readonly<Record<string, string | undefined>>): string[] {
  const faults: string[] = [];
  // https://learn.microsoft.com/azure/app-service/reference-app-settings#authentication--authorization
  if (env['EASY_AUTH'] === 'on' && !/^true$/i.test(env['WEBSITE_AUTH_ENABLED'] ?? ''))
    faults.push(
      'EASY_AUTH is on, and the platform does not say that App Service Authentication is (WEBSITE_AUTH_ENABLED): anybody could say who he is',
    );
  if (env['DEV_SIGN_IN'] !== 'on') return faults;
  if (env['EASY_AUTH'] === 'on') faults.push('DEV_SIGN_IN and EASY_AUTH exclude each other');
  if (!isLoopback(env['WEBSITE_HOSTNAME'] ?? ''))
    faults.push('DEV_SIGN_IN is for an app that only its own machine can reach (WEBSITE_HOSTNAME)');
  return faults;
}

/**
 * The directories whose accounts may sign in: those the platform is told to let in, else the home tenant's alone.
 * https://learn.microsoft.com/azure/app-service/configure-authentication-provider-aad#authorize-requests
 */
export function signInTenants(env: Readonly<Record<string, string | undefined>>): string[] {
  const listed = (env['WEBSITE_AUTH_AAD_ALLOWED_TENANTS'] ?? '').split(/[\s,;]+/).filter((id) => id !== '');
  const ids = listed.length > 0 ? listed : [env['TENANT_ID'] ?? ''];
  return ids.map((id) => id.toLowerCase());
}
