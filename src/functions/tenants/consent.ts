import type { HttpRequest, HttpResponseInit } from '@azure/functions';
import { consentStateOf, tenantOfConsentState } from '../../access/signed-token';
import { BASE } from '../../api/route';
import { getConsentPage, receiveConsent } from '../../api/routes/consent';
import type { Services } from '../../composition/services';
import { html } from '../../web/html';
import { consentPageOf } from '../../tenants/consent-address';
import { pageAnswer, withSafeHeaders } from '../pages/serve/page-answer';
import { problem } from '../http/problem';
import { serve, type Call } from '../http/serve';
import { unknownTenant } from './tenants';

/** `GET /tenants/{id}/consent`: where a tenant lets us in. `GET /consent`: its administrator comes back from there. */
export function registerConsent(services: Services): void {
  serve(services, getConsentPage, (call) => consentPage(services, call));
  serve(services, receiveConsent, (call) => receive(services, call));
}

async function consentPage(
  services: Services,
  { params: { id: tenantId }, request }: Call<typeof getConsentPage>,
): Promise<HttpResponseInit> {
  if ((await services.tenants.find(tenantId)) === undefined) return unknownTenant(tenantId);
  const url = consentUrlOf(services, tenantId, request);
  if (url === undefined)
    return problem({
      status: 409,
      type: 'no-app-to-let-in',
      title: 'This installation works as a managed identity, which no other tenant can let in.',
      detail: 'Set IDENTITY to federatedApp and APP_CLIENT_ID to its registration (docs/tenants.md).',
    });
  return { headers: { 'cache-control': 'no-store' }, jsonBody: { tenantId, url } };
}

/** Where an administrator lets us in; undefined where this installation is nothing that could be let in. */
export function consentUrlOf(
  { consent, publicUrl, statusTokenSecret, now }: Services,
  tenantId: string,
  { url }: HttpRequest,
): string | undefined {
  if (consent === undefined) return undefined;
  const returnTo = `${publicUrl ?? new URL(url).origin}${BASE}${receiveConsent.path}`;
  return consentPageOf(consent, tenantId, returnTo, consentStateOf(statusTokenSecret, tenantId, now()));
}

/** What comes back is said by whoever holds the address: it is noted, and believed of no permission. Tokens tell. */
async function receive(
  { tenants, statusTokenSecret, now }: Services,
  { query: { state, tenant, admin_consent: agreed, error }, mediaType }: Call<typeof receiveConsent>,
): Promise<HttpResponseInit> {
  const tenantId = tenantOfConsentState(statusTokenSecret, state, now());
  if (tenantId === undefined || tenant !== tenantId)
    return refused('This consent was asked for by nobody here, too long ago, or for another tenant.');
  if (error !== undefined || agreed?.toLowerCase() !== 'true')
    return refused('The app was not let in. Open the consent page again, as an administrator of the tenant.');
  await tenants.noteConsent(tenantId, now());
  return answerOf(mediaType);
}

const TEXT =
  'Thank you: the app was let in. One thing is left that no consent gives: the directory role for the Teams settings. Whoever runs this service says what to type. You may close this page.';

/** Whoever comes back from Microsoft has no session here, and needs none to read one sentence. */
const PAGE = html`<!doctype html>
  <html lang="en">
    <head>
      <meta charset="utf-8" />
      <title>Consent · Gastvrij</title>
      <meta name="viewport" content="width=device-width, initial-scale=1" />
    </head>
    <body>
      <main><p>${TEXT}</p></main>
    </body>
  </html>`;

const answerOf = (mediaType: string): HttpResponseInit => {
  const fresh = { 'cache-control': 'no-store' };
  return mediaType === 'text/html'
    ? withSafeHeaders(pageAnswer(PAGE))
    : { headers: fresh, jsonBody: { text: TEXT } };
};

const refused = (detail: string): HttpResponseInit =>
  problem({ status: 409, type: 'no-consent', title: 'This is no consent of yours.', detail });
