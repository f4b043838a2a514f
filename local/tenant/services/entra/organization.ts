import { ok } from '../../answers';
import type { Endpoint, Tenant } from '../service';

/** https://learn.microsoft.com/graph/api/organization-list */
export const organization = ({ file }: Tenant): Endpoint[] => [
  {
    method: 'GET',
    route: '/organization',
    anyOf: ['Organization.Read.All', 'User.Read.All', 'Directory.Read.All'],
    answer() {
      const verifiedDomains = file.verifiedDomains.map((name, index) => ({
        name,
        isDefault: index === 0,
        isInitial: index > 0,
        type: 'Managed',
      }));
      return ok({ value: [{ id: file.tenantId, displayName: file.displayName, verifiedDomains }] });
    },
  },
  {
    // https://learn.microsoft.com/graph/api/directory-list-subscriptions
    method: 'GET',
    route: '/directory/subscriptions',
    anyOf: ['Organization.Read.All', 'Directory.Read.All'],
    answer: () =>
      ok({
        value: [{ skuPartNumber: 'O365_BUSINESS_PREMIUM', status: 'Enabled', isTrial: file.hasTrialOnly }],
      }),
  },
  {
    method: 'GET',
    route: '/domains',
    anyOf: ['Domain.Read.All', 'Directory.Read.All'],
    answer: () =>
      ok({
        value: file.verifiedDomains.map((id, index) => ({
          id,
          isDefault: index === 0,
          isVerified: true,
          authenticationType: 'Managed',
        })),
      }),
  },
];
