import { once } from 'node:events';
import { createServer, type Server } from 'node:https';
import { generate } from 'selfsigned';
import type { InFlight } from '../../clock/in-flight';
import { isSignedByApp } from './app-certificate';
import type { Answer } from '../answers';
import type { TenantInCloud } from '../tenant';
import { NO_SUCH_RESOURCE } from './tokens';

/** Where apps get tokens for a tenant they were let into: Microsoft Entra's token endpoint, over https. */
export interface Authority {
  /** `https://127.0.0.1:…`, which only trusts `certificate`. */
  url: string;
  /** PEM; whoever asks must be told to trust it (`NODE_EXTRA_CA_CERTS`). */
  certificate: string;
  stop(): Promise<void>;
}

/** The multi-tenant app that trusts the managed identity. */
export const APP_CLIENT_ID = 'eeeeeeee-0000-4000-8000-0000000000b1';
const TOKEN_EXCHANGE = 'api://AzureADTokenExchange';
const ASSERTION = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

/**
 * Issues a token for the tenant in the path against a token of the managed identity, which stands for a secret.
 * With `appCertificate` (PEM) the app proves itself with that instead.
 * https://learn.microsoft.com/entra/workload-id/workload-identity-federation-config-app-trust-managed-identity
 */
export async function startAuthority(
  tenants: readonly TenantInCloud[],
  inFlight: InFlight,
  appCertificate?: string,
): Promise<Authority> {
  const { private: key, cert: certificate } = await generate([{ name: 'commonName', value: '127.0.0.1' }], {
    keyType: 'ec',
    extensions: [{ name: 'subjectAltName', altNames: [{ type: 7, ip: '127.0.0.1' }] }],
  });
  const server = createServer({ key, cert: certificate }, (message, response) => {
    void inFlight.during(async () => {
      const chunks: Buffer[] = [];
      for await (const chunk of message) chunks.push(chunk as Buffer);
      const { status, body, headers = {} } = answer(message.url ?? '', Buffer.concat(chunks).toString());
      response.statusCode = status;
      for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(body));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = addressOf(server);

  function answer(path: string, text: string): Answer {
    const { pathname, searchParams } = new URL(path, url);
    const [, tenantId = '', ...rest] = pathname.split('/');
    switch (rest.join('/')) {
      case 'v2.0/.well-known/openid-configuration':
        // Of Microsoft's own authorities the library knows this by heart, and first hears of a tenant when it wants a token.
        return { status: 200, body: configurationOf(tenantId) };
      case 'oauth2/v2.0/token':
        return issue(tenantId, new URLSearchParams(text));
      case 'adminconsent':
        return consent(tenantId, searchParams);
      default:
        return { status: 404, body: {} };
    }
  }

  const configurationOf = (tenantId: string) => ({
    issuer: `${url}/${tenantId}/v2.0`,
    authorization_endpoint: `${url}/${tenantId}/oauth2/v2.0/authorize`,
    token_endpoint: `${url}/${tenantId}/oauth2/v2.0/token`,
    jwks_uri: `${url}/${tenantId}/discovery/v2.0/keys`,
  });

  /** What happens once an administrator agrees; he is asked by nobody here. */
  function consent(tenantId: string, asked: URLSearchParams): Answer {
    const tenant = tenants.find((one) => one.tenantId === tenantId);
    const returnTo = asked.get('redirect_uri') ?? '';
    if (tenant === undefined || asked.get('client_id') !== APP_CLIENT_ID || !URL.canParse(returnTo))
      return refused('AADSTS50011', 'The redirect URI or the application is not known.');
    tenant.file.app.isConsented = true;
    const location = new URL(returnTo);
    const said = { admin_consent: 'True', tenant: tenantId, state: asked.get('state') ?? '' };
    location.search = new URLSearchParams(said).toString();
    return { status: 302, body: {}, headers: { location: location.href } };
  }

  function issue(tenantId: string, form: URLSearchParams): Answer {
    const [home] = tenants;
    const tenant = tenants.find((one) => one.tenantId === tenantId);
    if (tenant === undefined) return refused('AADSTS90002', `Tenant '${tenantId}' not found.`);
    if (form.get('client_id') !== APP_CLIENT_ID || !tenant.file.app.isConsented)
      return refused(
        'AADSTS700016',
        `Application '${form.get('client_id')}' was not found in the directory.`,
      );
    const assertion = form.get('client_assertion') ?? '';
    const isTyped = form.get('client_assertion_type') === ASSERTION;
    if (appCertificate !== undefined) {
      const endpoint = configurationOf(tenantId).token_endpoint;
      if (!isTyped || !isSignedByApp(assertion, appCertificate, APP_CLIENT_ID, endpoint))
        return refused('AADSTS700027', 'The certificate used to sign the assertion is not registered.');
    } else if (!isTyped || home?.tokens.read(assertion)?.aud !== TOKEN_EXCHANGE)
      return refused(
        'AADSTS700213',
        'No matching federated identity record found for the presented assertion.',
      );
    const audience = /^(.+)\/\.default$/.exec(form.get('scope') ?? '')?.[1];
    if (form.get('grant_type') !== 'client_credentials' || audience === undefined)
      return refused('AADSTS1002012', 'The provided value for scope is not valid.');
    if (!tenant.tokens.knows(audience)) return refused('AADSTS500011', NO_SUCH_RESOURCE);
    // Whoever asks reckons with the clock on the wall, while simulated time may run: better he asks again each time.
    const { token } = tenant.tokens.issue(audience);
    return { status: 200, body: { token_type: 'Bearer', expires_in: 1, access_token: token } };
  }

  return {
    url,
    certificate,
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

const refused = (code: string, text: string): Answer => ({
  status: 400,
  body: {
    error: 'invalid_request',
    error_description: `${code}: ${text}`,
    error_codes: [Number(code.slice(6))],
  },
});

function addressOf(server: Server): string {
  const address = server.address();
  return typeof address === 'object' && address !== null ? `https://127.0.0.1:${address.port}` : '';
}
