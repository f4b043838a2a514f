import { AT_ONCE, inTeam, invite, withTeam, type Row } from './row';

const NO_FILES = "Sorry, you don't have access to this file.";
/** In the team already, and still before a blocking setting. */
export const filesAndSignIn: Record<string, Row> = {
  'files are closed for the tenant': {
    tenant: { settings: { sharingCapability: 'disabled' } },
    words: NO_FILES,
    cause: ['BLOCKED', 'S-1'],
    wait: false,
  },
  'files are closed by the setting of groups': {
    tenant: { settings: { groupSettings: { allowGuestsToAccessGroups: false } } },
    words: 'Chat works, files do not.',
    cause: ['BLOCKED', 'G-1'],
    wait: false,
  },
  'files were just opened': {
    words: NO_FILES,
    lately: [['S-1', 0.3, { sharingCapability: 'externalUserSharingOnly' }]],
    cause: ['PENDING', 'S-1'],
    wait: 4,
  },
  'files are closed by the site': {
    tenant: withTeam(),
    words: NO_FILES,
    question: inTeam,
    cause: ['BLOCKED', 'S-2'],
    wait: false,
  },
  'the invitation was not accepted': {
    tenant: AT_ONCE,
    async words(tenant) {
      const path = `/users/${await invite(tenant)}?$select=id,externalUserState`;
      return String((await tenant.call('GET', path)).body['externalUserState']);
    },
    cause: ['EXTERNAL'],
    wait: false,
    advice: /invites@microsoft\.com/,
  },
  'the guest signed in with another account': {
    words: 'AADSTS50020: User account from identity provider does not exist in tenant.',
    cause: ['EXTERNAL'],
    wait: false,
  },
  'Conditional Access blocks': {
    words: 'AADSTS53003: Access has been blocked.',
    cause: ['EXTERNAL'],
    wait: false,
  },
  'Conditional Access wants a second factor': { words: 'AADSTS53004', cause: ['EXTERNAL'], wait: false },
  'the application is not assigned': { words: 'aadsts50105', cause: ['EXTERNAL'], wait: false },
  'a shared channel misses the trust in a second factor': {
    words: 'AADSTS90071',
    cause: ['EXTERNAL', 'E-7'],
    wait: false,
  },
  'the partner’s tenant is unmanaged': { words: 'AADSTS65005: unmanaged', cause: ['EXTERNAL'], wait: false },
  'the guest was made again and the site knows the old one': {
    tenant: { ...withTeam(), ...AT_ONCE },
    async words(tenant) {
      const old = await invite(tenant);
      await tenant.call('DELETE', `/users/${old}`);
      expect(await invite(tenant)).not.toBe(old);
      return 'Access denied: user ID mismatch on the site.';
    },
    question: inTeam,
    cause: ['BLOCKED', 'S-2'],
    wait: false,
    advice: /Remove-SPOUser/,
  },
};
