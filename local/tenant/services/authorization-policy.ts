import { z } from 'zod';
import { badRequest, noContent, ok } from '../answers';
import type { Endpoint, Tenant } from './service';

const ROUTE = '/policies/authorizationPolicy';
const patch = z.strictObject({
  allowInvitesFrom: z.enum([
    'none',
    'adminsAndGuestInviters',
    'adminsGuestInvitersAndAllMembers',
    'everyone',
  ]),
});

/** https://learn.microsoft.com/graph/api/resources/authorizationpolicy */
export const authorizationPolicy = ({ state, switches, judge }: Tenant): Endpoint[] => [
  {
    method: 'GET',
    route: ROUTE,
    anyOf: ['Policy.Read.All', 'Policy.ReadWrite.Authorization', 'Policy.ReadWrite.CrossTenantAccess'],
    answer: () =>
      ok({
        id: 'authorizationPolicy',
        allowInvitesFrom: switches.stored('allowInvitesFrom'),
        allowedToSignUpEmailBasedSubscriptions: true,
        allowEmailVerifiedUsersToJoinOrganization: false,
        blockMsolPowerShell: false,
        guestUserRoleId: state.guestUserRoleId,
      }),
  },
  {
    method: 'PATCH',
    route: ROUTE,
    anyOf: ['Policy.ReadWrite.Authorization'],
    answer({ body }) {
      const parsed = patch.safeParse(body);
      if (!parsed.success)
        return badRequest(
          'A value without a type name was found and no expected type is available, or a property has a value it cannot have.',
        );
      if (switches.stored('allowInvitesFrom') === parsed.data.allowInvitesFrom)
        judge.fault('needless write of allowInvitesFrom');
      switches.set('allowInvitesFrom', parsed.data.allowInvitesFrom);
      return noContent;
    },
  },
];
