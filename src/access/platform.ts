import { isLoopback } from './development-sign-in';

/** What the platform says that contradicts who the settings let in. */
export function platformFaults(env: Readonly<Record<string, string | undefined>>): string[] {
  const faults: string[] = [];
  // https://learn.microsoft.com/azure/app-service/reference-app-settings#authentication--authorization
  if (env['EASY_AUTH'] === 'on' && /^false$/i.test(env['WEBSITE_AUTH_ENABLED'] ?? ''))
    faults.push('EASY_AUTH is on, and App Service Authentication is not: anybody could say who he is');
  if (env['DEV_SIGN_IN'] !== 'on') return faults;
  if (env['EASY_AUTH'] === 'on') faults.push('DEV_SIGN_IN and EASY_AUTH exclude each other');
  if (!isLoopback(env['WEBSITE_HOSTNAME'] ?? ''))
    faults.push('DEV_SIGN_IN is for an app that only its own machine can reach (WEBSITE_HOSTNAME)');
  return faults;
}
