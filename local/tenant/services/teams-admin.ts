import { z } from 'zod';
import { ok, type Answer } from '../answers';
import type { Endpoint, Tenant } from './service';

const ROUTE = '/Skype.Policy/configurations/TeamsClientConfiguration/configuration/Global';
const put = z.strictObject({
  Identity: z.literal('Global').optional(),
  AllowGuestUser: z.boolean().optional(),
});

/** The service's own words for a value it cannot read. */
const badValue = (message: string): Answer => ({ status: 400, body: { Message: message } });

/** The Teams administration service, which no Graph call replaces: organisation-wide client settings. */
export function teamsAdmin({ switches, judge }: Tenant): Endpoint[] {
  const shown = () => ({
    Identity: 'Global',
    ConfigId: 'Global',
    ConfigMetadata: { Authority: 'Tenant' },
    AllowGuestUser: switches.stored('AllowGuestUser'),
    AllowEmailIntoChannel: true,
    AllowDropBox: true,
    AllowOrganizationTab: true,
  });
  return [
    {
      method: 'GET',
      route: ROUTE,
      anyOf: ['Teams Administrator', 'Global Administrator'],
      answer: () => ok(shown()),
    },
    {
      method: 'GET',
      route: '/Skype.Policy/configurations/TeamsClientConfiguration',
      anyOf: ['Teams Administrator', 'Global Administrator'],
      answer: () => ok([shown()]),
    },
    {
      method: 'PUT',
      route: ROUTE,
      anyOf: ['Teams Administrator', 'Global Administrator'],
      answer({ body }) {
        const nothing = Object.entries(body ?? {}).find(([, value]) => value === null);
        if (nothing)
          return badValue(`Error converting value {null} to type 'System.Boolean'. Path '${nothing[0]}'.`);
        const parsed = put.safeParse(body);
        if (!parsed.success) return badValue('The request body could not be converted to a configuration.');
        const { AllowGuestUser: wanted } = parsed.data;
        if (wanted !== undefined && wanted === switches.stored('AllowGuestUser'))
          judge.fault('needless write of AllowGuestUser');
        if (wanted !== undefined) switches.set('AllowGuestUser', wanted);
        return { status: 200 };
      },
    },
  ];
}
