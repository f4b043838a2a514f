import type { Explanation, Past } from '../../../src/domain/diagnosis/explanation';
import type { Values } from '../../../src/controls/values/value';
import { createExplain } from '../../../src/inspection/explain-access';
import { questionSchema } from '../../../src/domain/diagnosis/explain-question';
import { readGrants } from '../../../src/microsoft/permissions/read-granted-permissions';
import { clientsOf, type TenantOnly } from '../start/start-tenant';

export const GUEST = 'ben@fabrikam.example';

/** What we changed ourselves: which switch, how many hours ago, and to what. */
export type Lately = readonly (readonly [control: string, age: number, stood: Values])[];

export interface Asking {
  /** As the body of `POST /explanations`, by what differs from a question about Ben of Fabrikam. */
  question?: Record<string, unknown>;
  lately?: Lately;
  teamsSettings?: 'api' | 'manual';
}

export const pastIn = (lately: Lately = []): Map<string, Past> =>
  new Map(lately.map(([control, age, stood]) => [control, { age, stood }]));

/** Asks the app's own explanation, on a tenant alone, why a guest cannot get in. */
export function explainGuest(tenant: TenantOnly, { question, lately, teamsSettings }: Asking = {}) {
  const explain = createExplain({
    clients: clientsOf(tenant),
    recentChanges: () => Promise.resolve(pastIn(lately)),
    readGrants: () => readGrants(tenant.clientContext),
    teamsSettings: teamsSettings ?? 'api',
    now: tenant.clientContext.now,
  });
  return explain(questionSchema.parse({ guestEmail: GUEST, ...question })) satisfies Promise<Explanation>;
}
