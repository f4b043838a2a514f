import { say } from '../../texts/say';
import { verdictOf, type Verdict } from './verdict';

type Cause = 'appElsewhere' | 'noConsent' | 'noTenant' | 'noTrust' | 'appDisabled' | 'noToken';
type Todo =
  'identityElsewhere' | 'openConsent' | 'compareId' | 'compareCredential' | 'enableApp' | 'lookUpCode';

/** https://learn.microsoft.com/entra/identity-platform/reference-error-codes */
const CAUSES: Readonly<Record<string, readonly [what: Cause, todo: Todo]>> = {
  otherTenant: ['appElsewhere', 'identityElsewhere'],
  AADSTS65001: ['noConsent', 'openConsent'],
  AADSTS700016: ['noConsent', 'openConsent'],
  AADSTS7000229: ['noConsent', 'openConsent'],
  AADSTS90002: ['noTenant', 'compareId'],
  AADSTS900023: ['noTenant', 'compareId'],
  AADSTS700027: ['noTrust', 'compareCredential'],
  AADSTS700211: ['noTrust', 'compareCredential'],
  AADSTS700212: ['noTrust', 'compareCredential'],
  AADSTS700213: ['noTrust', 'compareCredential'],
  AADSTS7000112: ['appDisabled', 'enableApp'],
};

/** Why Microsoft Entra gives us no token for a tenant. @param code as Entra gives it: `AADSTS700016` */
export function explainSignInError(code: string): Verdict {
  const [what, todo] = CAUSES[code] ?? (['noToken', 'lookUpCode'] as const);
  return verdictOf('PERMISSION', say(`verdict.${what}`, { code }), [say(`advice.${todo}`)]);
}
