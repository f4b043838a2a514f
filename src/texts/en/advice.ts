import type { Said, Setting, Wording } from '../said';

/** What the reader can do. */
export const advice = {
  'advice.outsideMailbox': 'Use a mailbox outside all your domains, and enter the domains of the partner.',
  'advice.notAMember':
    'Use a mailbox outside all your domains; a user with a licence in this tenant is not a guest.',
  'advice.grant': ({ missing }: { missing: Said }, { say }: Wording) =>
    `Grant ${say(missing)}, wait a few minutes for a new token, and request again.`,
  'advice.grantByScript':
    'Grant it with the deployment script, wait a few minutes for a new token, and request again.',
  'advice.readiness': 'Call GET /api/tenants/{id}/readiness: it lists what is missing and how to grant it.',
  'advice.setManually': 'Set it manually on the page shown, and request again.',
  'advice.orSetManually': 'Or set it manually on the page shown.',
  'advice.request': ({ goal }: { goal: string }) => `Request it: POST /api/enablements with goal "${goal}".`,
  'advice.findWhoChanges': ({ id }: { id: string }) =>
    `Find out who changes ${id}: the Entra audit log shows the account.`,
  'advice.exempt':
    'Agree on the value with them, or exempt this setting in their tool, and request again. Gastvrij does not fight another tool.',
  'advice.lookAtPage': ({ page }: { page: string }) => `Check the setting here: ${page}.`,
  'advice.inAnHour': 'Check again in an hour: readings have caught up by then.',
  'advice.readsAgain': 'You do not need to do anything: Gastvrij reads the setting again.',
  'advice.keepsTrying': 'You do not need to do anything: Gastvrij keeps trying.',
  'advice.wait': 'Wait: there is nothing to fix.',
  'advice.tomorrow':
    'Check again tomorrow: we assume that about 1 in 45 healthy tenants takes longer than a day.',
  'advice.openCase':
    'If nothing has changed by then, open a support case with Microsoft and attach the recorded steps with their request IDs.',
  'advice.powerShell': ({ line }: { line: string }) =>
    `Run in PowerShell, with the MicrosoftTeams module: ${line}`,
  'advice.orOnPage': ({ page }: { page: string }) => `Or set it here: ${page}.`,
  'advice.seesByItself': 'Gastvrij detects the change and continues.',
  'advice.triesUntilEnd': 'Gastvrij keeps trying until the time limit.',
  'advice.whoCanAct': ({ who }: { who: Said }, { say }: Wording) => `Who can act: ${say(who)}`,
  'advice.checkSetting': ({ setting, state }: { setting: Setting; state: Said }, wording: Wording) =>
    `Check ${wording.setting(setting)}: ${wording.say(state)}`,
  'advice.rawError': 'Read the error in the last step, and open a support case with its request ID.',
  'advice.exactWords': 'Ask the guest for the exact error message, and send it as "symptom".',
  'advice.checkIdentity': 'Check TENANT_ID and the managed identity of the app.',
  'advice.nothingChanged': 'Nothing was changed.',
  'advice.readRawError': 'Nothing was changed. Read the error in the steps.',
  'advice.openConsent':
    'Have an administrator of the tenant open the consent page (GET /api/tenants/{id}/consent returns its address), and request again.',
  'advice.compareId':
    'Compare the ID with the overview page of Microsoft Entra, and register the correct one.',
  'advice.compareCredential':
    'Compare issuer, subject and audience of the federated credential, or the certificate, with the app registration of APP_CLIENT_ID.',
  'advice.enableApp':
    'Have an administrator of the tenant enable the enterprise application, and request again.',
  'advice.identityElsewhere':
    'Set IDENTITY to federatedApp and APP_CLIENT_ID to its registration (docs/tenants.md), or remove this tenant.',
  'advice.lookUpCode': 'Look up the code in the list of Microsoft Entra error codes.',
  'advice.laterDate': 'If access is still needed, request again with a later date.',
  'advice.changesStay': 'Request again: the changes that were made are still in effect.',
  'advice.nothingMore': 'You do not need to do anything else.',
  'advice.whoElseChanges': 'Find out who else changes this setting, and request again.',
  'advice.fixError': 'Read the error in the steps, fix the cause, and request again.',
  'advice.readSteps': 'Read the recorded steps to see how far the run got.',
  'advice.sendAgain': 'Send the request again: it starts from the current settings.',
};
