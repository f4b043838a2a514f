import { z } from 'zod';
import { badRequest, ok } from '../answers';
import type { Endpoint, Tenant } from './service';

const ROUTE = '/admin/sharepoint/settings';
const patch = z.strictObject({
  sharingCapability: z.enum([
    'disabled',
    'existingExternalUserSharingOnly',
    'externalUserSharingOnly',
    'externalUserAndGuestSharing',
  ]),
});

/** https://learn.microsoft.com/graph/api/resources/sharepointsettings */
export function sharePointSettings({ state, switches, judge }: Tenant): Endpoint[] {
  const shown = () =>
    ok({
      sharingCapability: switches.stored('sharingCapability'),
      ...state.sharePoint,
    });
  return [
    {
      method: 'GET',
      route: ROUTE,
      anyOf: ['SharePointTenantSettings.Read.All', 'SharePointTenantSettings.ReadWrite.All'],
      answer: shown,
    },
    {
      method: 'PATCH',
      route: ROUTE,
      anyOf: ['SharePointTenantSettings.ReadWrite.All'],
      answer({ body }) {
        const parsed = patch.safeParse(body);
        if (!parsed.success) return badRequest('The request body is not valid for sharepointSettings.');
        if (switches.stored('sharingCapability') === parsed.data.sharingCapability)
          judge.fault('needless write of sharingCapability');
        switches.set('sharingCapability', parsed.data.sharingCapability);
        return shown();
      },
    },
  ];
}
