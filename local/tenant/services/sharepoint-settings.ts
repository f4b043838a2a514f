import { z } from 'zod';
import { badRequest, ok } from '../answers';
import { accepts, changesNothing, graphTypes } from '../settings/graph-types';
import type { Endpoint, Tenant } from './service';

const ROUTE = '/admin/sharepoint/settings';
const type = graphTypes.sharePoint.extend({
  sharingCapability: z.enum([
    'disabled',
    'existingExternalUserSharingOnly',
    'externalUserSharingOnly',
    'externalUserAndGuestSharing',
  ]),
});

/** https://learn.microsoft.com/graph/api/resources/sharepointsettings */
export function sharePointSettings({ state, switches, judge }: Tenant): Endpoint[] {
  const stored = () => ({
    sharingCapability: switches.stored('sharingCapability'),
    ...state.sharePoint,
  });
  return [
    {
      method: 'GET',
      route: ROUTE,
      anyOf: ['SharePointTenantSettings.Read.All', 'SharePointTenantSettings.ReadWrite.All'],
      answer: () => ok({ ...stored(), sharingCapability: switches.read('sharingCapability') }),
    },
    {
      method: 'PATCH',
      route: ROUTE,
      anyOf: ['SharePointTenantSettings.ReadWrite.All'],
      answer({ body }) {
        if (!accepts(type, body)) return badRequest('The request body is not valid for sharepointSettings.');
        if (changesNothing(stored(), body)) judge.fault('needless write of the settings of SharePoint');
        const { sharingCapability, ...rest } = body;
        if (sharingCapability !== undefined) switches.set('sharingCapability', sharingCapability);
        Object.assign(state.sharePoint, rest);
        return ok(stored());
      },
    },
  ];
}
