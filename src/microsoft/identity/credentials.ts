import type { TokenCredential } from '@azure/identity';

/** Who the app is towards Microsoft 365. One kind an installation: a chain of guesses would hide which one answered. */
export type IdentityKind =
  /** The app's managed identity, in its home tenant. */
  | { kind: 'managedIdentity' }
  /** A multi-tenant app that trusts the managed identity instead of a secret. */
  | { kind: 'federatedApp'; appClientId: string }
  /** The same app with a certificate that Key Vault holds, as PEM with its key. */
  | { kind: 'certificate'; appClientId: string; certificateUrl: string }
  /** Whoever is signed in to `az` on a developer's machine. */
  | { kind: 'azureCli' };

export interface IdentitySettings {
  identity: IdentityKind;
  /** A user-assigned identity; the system-assigned one when left out. */
  managedIdentityClientId?: string;
  /** Where tokens of an app are issued; Microsoft's public cloud when left out. */
  authorityUrl?: string;
}

export interface Credentials {
  /** For what belongs to the installation: tables and vault. */
  own: TokenCredential;
  /** For the services of one tenant; one credential a tenant, because each keeps its tokens. */
  forTenant(tenantId: string): TokenCredential;
}

/** The audience of a token that stands for an app's secret. */
const TOKEN_EXCHANGE = 'api://AzureADTokenExchange/.default';
const VAULT_SCOPE = 'https://vault.azure.net/.default';
const VAULT_VERSION = '7.4';

const loadLibrary = () => import('@azure/identity');
type Library = Awaited<ReturnType<typeof loadLibrary>>;

/** The library loads with the first token: most cold starts answer a caller who waits, and need none. */
function whenFirstNeeded(make: (library: Library) => Promise<TokenCredential>): TokenCredential {
  let made: Promise<TokenCredential> | undefined;
  return {
    async getToken(scopes, options) {
      made ??= loadLibrary().then(make);
      try {
        return await (await made).getToken(scopes, options);
      } catch (error) {
        // A vault that was away must not be remembered as one without a certificate.
        made = undefined;
        throw error;
      }
    },
  };
}

/** https://learn.microsoft.com/azure/developer/javascript/sdk/authentication/best-practices */
export function createCredentials(settings: IdentitySettings, ask: typeof fetch): Credentials {
  const { identity, managedIdentityClientId: clientId, authorityUrl: authorityHost } = settings;
  // Microsoft's directory of clouds does not know an authority of one's own.
  const options = authorityHost === undefined ? {} : { authorityHost, disableInstanceDiscovery: true };
  const managed = whenFirstNeeded(async ({ ManagedIdentityCredential }) =>
    clientId ? new ManagedIdentityCredential({ clientId }) : new ManagedIdentityCredential(),
  );
  const cli = (tenantId?: string): TokenCredential =>
    whenFirstNeeded(
      async ({ AzureCliCredential }) => new AzureCliCredential(tenantId === undefined ? {} : { tenantId }),
    );

  function make(tenantId: string): TokenCredential {
    switch (identity.kind) {
      case 'managedIdentity':
        return managed;
      case 'azureCli':
        return cli(tenantId);
      case 'federatedApp':
        return whenFirstNeeded(
          async ({ ClientAssertionCredential }) =>
            new ClientAssertionCredential(
              tenantId,
              identity.appClientId,
              () => tokenOf(TOKEN_EXCHANGE),
              options,
            ),
        );
      case 'certificate':
        return whenFirstNeeded(async ({ ClientCertificateCredential }) => {
          const certificate = await readCertificate(identity.certificateUrl);
          return new ClientCertificateCredential(tenantId, identity.appClientId, { certificate }, options);
        });
    }
  }

  async function tokenOf(scope: string): Promise<string> {
    const token = await managed.getToken(scope);
    if (token === null) throw new Error(`The managed identity gives no token for ${scope}.`);
    return token.token;
  }

  /** https://learn.microsoft.com/rest/api/keyvault/secrets/get-secret/get-secret */
  async function readCertificate(url: string): Promise<string> {
    const headers = { authorization: `Bearer ${await tokenOf(VAULT_SCOPE)}` };
    const answer = await ask(`${url}?api-version=${VAULT_VERSION}`, { headers, redirect: 'error' });
    if (!answer.ok) throw new Error(`Key Vault answers ${answer.status} for the certificate.`);
    return ((await answer.json()) as { value: string }).value;
  }

  const known = new Map<string, TokenCredential>();
  return {
    own: identity.kind === 'azureCli' ? cli() : managed,
    forTenant(tenantId) {
      const credential = known.get(tenantId) ?? make(tenantId);
      known.set(tenantId, credential);
      return credential;
    },
  };
}
