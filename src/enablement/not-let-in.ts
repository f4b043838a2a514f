import type { Verdict } from './verdict';

type Cause = Pick<Verdict, 'text' | 'advice'>;

const NO_CONSENT: Cause = {
  text: 'No administrator of this tenant has let the app in: its consent is missing.',
  advice: [
    'Let an administrator there open the consent page (GET /api/tenants/{id}/consent gives its address), and ask again.',
  ],
};
const NO_TENANT: Cause = {
  text: 'Microsoft Entra knows no tenant with this id.',
  advice: ['Compare the id with the overview page of Microsoft Entra, and register the right one.'],
};
const NO_TRUST: Cause = {
  text: 'Microsoft Entra does not take the proof of who we are.',
  advice: [
    'Compare issuer, subject and audience of the federated credential, or the certificate, with the app registration of APP_CLIENT_ID.',
  ],
};
const DISABLED: Cause = {
  text: 'The app is switched off in this tenant.',
  advice: ['Let an administrator there enable its enterprise application, and ask again.'],
};

const ANOTHER: Cause = {
  text: 'Our identity belongs to another tenant than this one, and cannot read it.',
  advice: [
    'Set IDENTITY to federatedApp and APP_CLIENT_ID to its registration (docs/tenants.md), or remove this tenant.',
  ],
};

/** https://learn.microsoft.com/entra/identity-platform/reference-error-codes */
const CAUSES: Readonly<Record<string, Cause>> = {
  otherTenant: ANOTHER,
  AADSTS65001: NO_CONSENT,
  AADSTS700016: NO_CONSENT,
  AADSTS7000229: NO_CONSENT,
  AADSTS90002: NO_TENANT,
  AADSTS900023: NO_TENANT,
  AADSTS700027: NO_TRUST,
  AADSTS700211: NO_TRUST,
  AADSTS700212: NO_TRUST,
  AADSTS700213: NO_TRUST,
  AADSTS7000112: DISABLED,
};

/** Why Microsoft Entra gives us no token for a tenant. @param code as Entra gives it: `AADSTS700016` */
export function whyNotLetIn(code: string): Verdict {
  const { text, advice } = CAUSES[code] ?? {
    text: 'Microsoft Entra gives no token for this tenant.',
    advice: ['Look the code up in the list of Entra’s error codes.'],
  };
  return { kind: 'PERMISSION', text: `${text} (${code})`, advice };
}
