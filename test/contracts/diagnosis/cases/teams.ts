import { applyChanges } from '../../../../src/settings/apply-changes';
import { clientsOf } from '../../../support/start/start-tenant';
import { TEAM_ID } from '../../../support/controls/desired-settings';
import { AT_ONCE, beingKeptOut, inTeam, invite, join, READING, refused, withTeam, type Row } from './row';

const HOUR = 3_600_000;
const inTeams = refused('POST', `/teams/${TEAM_ID}/members`, {});
const app = { graphRoles: ['TeamMember.ReadWrite.All', ...READING] };
const onlyAdmins = { settings: { allowInvitesFrom: 'adminsAndGuestInviters' } };
const T1_LATELY = [['T-1', 3, { AllowGuestUser: true }]] as const;

const NO_MATCHES =
  "We didn't find any matches. Talk to your IT admin about expanding the scope of your search.";
const ASK_ADMIN = 'Contact your administrator.';
/** The group, its label, and Teams. */
export const teams: Record<string, Row> = {
  'the new account is not replicated': {
    tenant: { ...withTeam(), freshObjectSeconds: 30 },
    words: async (tenant) => beingKeptOut(await invite(tenant))(tenant),
    cause: ['PENDING'],
    wait: 0.1,
  },
  'the guest is a member already': {
    tenant: { ...withTeam(), ...AT_ONCE },
    async words(tenant) {
      const id = await invite(tenant);
      await join(tenant, id);
      return beingKeptOut(id)(tenant);
    },
    cause: ['PENDING'],
    wait: 48,
    advice: /Do not add/,
  },
  'Teams refuses an application while its switch is young': {
    tenant: { ...withTeam(), app },
    words: inTeams,
    lately: T1_LATELY,
    cause: ['PENDING', 'T-1'],
    wait: 24,
  },
  'Teams refuses an application while its switch is off': {
    tenant: { ...withTeam(), app, settings: { allowGuestUser: false } },
    words: inTeams,
    cause: ['BLOCKED', 'T-1'],
    wait: false,
  },
  'Teams refuses an application, and nothing shows why': {
    tenant: { ...withTeam(), app },
    words: inTeams,
    cause: ['UNKNOWN'],
    wait: false,
    advice: /Add a member/,
  },
  'the group has the guest and Teams has not': {
    words: 'The guest is in the group but not in Teams.',
    cause: ['PENDING'],
    wait: 48,
  },
  'the group refuses guests': {
    tenant: { ...withTeam(), ...AT_ONCE, settings: { groupSettings: { allowToAddGuests: false } } },
    words: async (tenant) => beingKeptOut(await invite(tenant))(tenant),
    question: inTeam,
    cause: ['BLOCKED', 'G-2'],
    wait: false,
  },
  'an owner finds no matches while Teams is closed': {
    tenant: { settings: { allowGuestUser: false } },
    words: NO_MATCHES,
    cause: ['BLOCKED', 'T-1'],
    wait: false,
  },
  'an owner finds no matches while the switch of Teams is young': {
    words: NO_MATCHES,
    lately: T1_LATELY,
    cause: ['PENDING', 'T-1'],
    wait: 24,
  },
  'an owner finds no matches in a labelled team': {
    tenant: withTeam({ labels: ['Secret'] }),
    words: NO_MATCHES,
    question: inTeam,
    cause: ['BLOCKED', 'G-4'],
    wait: false,
    advice: /Purview/,
  },
  'an owner finds no matches for a new person where only administrators invite': {
    tenant: onlyAdmins,
    words: NO_MATCHES,
    lately: [['E-1', 9, { allowInvitesFrom: 'adminsAndGuestInviters' }]],
    cause: ['BLOCKED', 'E-1'],
    wait: false,
    advice: /creates the guest/,
  },
  'an owner is sent to the administrator by the setting of groups': {
    tenant: { settings: { groupSettings: { allowToAddGuests: false } } },
    words: ASK_ADMIN,
    cause: ['BLOCKED', 'G-2'],
    wait: false,
  },
  'an owner is sent to the administrator while the switch of Teams is young': {
    words: 'You are not authorized to add guests.',
    lately: T1_LATELY,
    cause: ['PENDING', 'T-1'],
    wait: 24,
  },
  'an administrator can and an owner cannot, by the setting of groups': {
    tenant: { settings: { groupSettings: { allowToAddGuests: false } } },
    words: 'The admin can add the guest, the owner cannot.',
    cause: ['BLOCKED', 'G-2'],
    wait: false,
  },
  'an administrator can and an owner cannot, by the invite policy': {
    tenant: onlyAdmins,
    words: 'The admin can add the guest, the owner can’t.',
    cause: ['BLOCKED', 'E-1'],
    wait: false,
  },
  'one team refuses by its own setting': {
    tenant: withTeam({ allowToAddGuests: false }),
    words: 'One team refuses the guest, others accept.',
    question: inTeam,
    cause: ['BLOCKED', 'G-3'],
    wait: false,
  },
  'one team refuses by its label': {
    tenant: withTeam({ labels: ['Secret'] }),
    words: 'One team refuses the guest, others accept.',
    question: inTeam,
    cause: ['BLOCKED', 'G-4'],
    wait: false,
  },
  'a guest is removed a day later': {
    words: 'The guest was removed again a day later.',
    cause: ['REVERTED'],
    wait: false,
    advice: /access reviews/,
  },
  'a baseline tool sets the switch of Teams back': {
    tenant: {
      ...AT_ONCE,
      settings: { allowGuestUser: false },
      serviceFaults: [{ kind: 'revert', control: 'T-1', value: false, afterHours: 20 }],
    },
    async words(tenant) {
      const change = { control: 'T-1', property: 'AllowGuestUser', before: false, after: true };
      await applyChanges(
        clientsOf(tenant),
        'teamsClientConfiguration',
        [change],
        { domains: [] },
        tenant.clientContext.now,
      );
      tenant.clock.advanceTo(tenant.clock.now() + 21 * HOUR);
      return NO_MATCHES;
    },
    lately: [['T-1', 21, { AllowGuestUser: true }]],
    cause: ['REVERTED', 'T-1'],
    wait: false,
    advice: /does not fight/,
  },
};
