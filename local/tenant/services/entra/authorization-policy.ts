import { z } from 'zod';
import { badRequest, noContent, ok } from '../../answers';
import { accepts, changesNothing, graphTypes } from '../../settings/graph-types';
import type { Endpoint, Tenant } from '../service';

const ROUTE = '/policies/authorizationPolicy';
const type = graphTypes.authorizationPolicy.extend({
  allowInvitesFrom: z.enum([
    'none',
    'adminsAndGuestInviters',
    'adminsGuestInvitersAndAllMembers',
    'everyone',
  ]),
});

/** https://learn.microsoft.com/graph/api/resources/authorizationpolicy */
export function authorizationPolicy({ state, switches, judge }: Tenant): Endpoint[] {
  const stored = () => ({
    allowInvitesFrom: switches.stored('allowInvitesFrom'),
    ...state.authorizationPolicy,
  });
  return [
    {
      method: 'GET',
      route: ROUTE,
      anyOf: ['Policy.Read.All', 'Policy.ReadWrite.Authorization'],
      answer: () =>
        ok({ id: 'authorizationPolicy', ...stored(), allowInvitesFrom: switches.read('allowInvitesFrom') }),
    },
    {
      method: 'PATCH',
      route: ROUTE,
      anyOf: ['Policy.ReadWrite.Authorization'],
      answer({ body }) {
        if (!accepts(type, body))
          return badRequest(
            'A value without a type name was found and no expected type is available, or a property has a value it cannot have.',
          );
        if (changesNothing(stored(), body)) judge.fault('needless write of the authorization policy');
        const { allowInvitesFrom, ...rest } = body;
        if (allowInvitesFrom !== undefined) switches.set('allowInvitesFrom', allowInvitesFrom);
        Object.assign(state.authorizationPolicy, rest);
        return noContent;
      },
    },
  ];
}
