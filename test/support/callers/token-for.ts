import { createCredentials, type IdentitySettings } from '../../../src/microsoft/identity/credentials';

/**
 * Prints the tokens an identity gets, or why it gets none, as a list of JSON: a process of its own, since Node reads at
 * its start whom to trust, and the library keeps tokens for a process. Arguments: settings, scope, tenants.
 */
async function main([settings = '{}', scope = '', ...tenantIds]: string[]): Promise<void> {
  const credentials = createCredentials(JSON.parse(settings) as IdentitySettings, fetch);
  const tokens = await Promise.all(
    tenantIds.map((tenantId) =>
      credentials
        .forTenant(tenantId)
        .getToken(scope)
        .then(
          (token) => token?.token ?? '',
          (error: Error) => error.message,
        ),
    ),
  );
  process.stdout.write(JSON.stringify(tokens));
}

void main(process.argv.slice(2));
