import type { Said, Wording } from '../said';

/** Whether a tenant is ready for a request. */
export const readiness = {
  'readiness.otherTenant': ({ tenant }: { tenant: string }) => `The app belongs to the tenant ${tenant}.`,
  'readiness.domains': ({ domains }: { domains: readonly string[] }) =>
    `Verified domains: ${domains.join(', ')}.`,
  'readiness.granted': ({ names }: { names: readonly string[] }) => `Granted: ${names.join(', ')}.`,
  'readiness.manualTeams': 'Administrators change the Teams settings manually.',
  'readiness.noTestTeam': 'There is no test team: a run would prove the invitation only.',
  'readiness.testTeam': ({ group }: { group: string }) => `The test team is the group ${group}.`,
  'readiness.noTeam': ({ group }: { group: string }) => `The group ${group} is not a team.`,
  'readiness.noTestGuest': 'There is no test guest: every request must name one.',
  'readiness.badAddress': ({ violation }: { violation: string }) =>
    `The address of the test guest ${violation}.`,
  'readiness.guestFree': 'The test guest is from outside, and the address is not in use.',
  'readiness.guestThere': 'The test guest already exists as a guest: a run uses the account and keeps it.',
  'readiness.licences': 'The tenant has paid licences.',
  'readiness.trials':
    'The tenant has trial licences only: Microsoft limits sharing and external access in trials.',
  'readiness.unread': ({ what }: { what: Said }, { say }: Wording) => `${say(what)} can’t be read.`,
  'readiness.unreadBecause': ({ what, reason }: { what: Said; reason: string }, { say }: Wording) =>
    `${say(what)} can’t be read: ${reason}`,
  'readiness.whoseTenant': 'The owner of the tenant',
  'readiness.whetherTeam': 'Whether the test team exists',
  'readiness.whetherOutside': 'Whether the test guest is from outside',
  'readiness.whetherFree': 'Whether the address is in use',
  'readiness.whetherPaid': 'Whether the licences are paid',
};
