import type { SelectableCall } from '../../../local/tenant/faults/fault-injector';
import type { LaggingDocument } from '../../../local/tenant/faults/lagging-documents';
import type { TenantView } from '../../../local/tenant/tenant';
import { startState, type TenantState } from '../../../local/tenant/tenant-state';
import { aTenant } from '../start/start-gastvrij';
import type { Cell, Job } from './cells';
import type { Meddling } from './fault-class';
import type { StorageSide } from './storage-side';

export const GUEST = 'probe@fabrikam.example';

/** Where everything is off, and changes arrive at once. */
export const theTenant = (n: number) =>
  aTenant({
    tenantId: `22222222-0000-4000-8000-${String(n).padStart(12, '0')}`,
    settings: {
      allowInvitesFrom: 'none',
      allowGuestUser: false,
      groupSettings: { allowToAddGuests: false, allowGuestsToAccessGroups: false },
      sharingCapability: 'disabled',
      teams: { TenantFederationSettings: { AllowFederatedUsers: false } },
    },
    teams: [{ id: `cccccccc-0000-4000-8000-${String(n).padStart(12, '0')}`, displayName: 'Gastvrij canary' }],
    propagation: {
      entra: { hours: 0 },
      groups: { hours: 0 },
      teams: { hours: 0.1 },
      sharepoint: { hours: 0 },
      crossTenant: { hours: 0 },
      roster: { hours: 0.1 },
    },
    flapMinutes: 0,
  });

export const requestFor = (job: Job, tenantId: string): Record<string, unknown> => ({
  tenantId,
  goal: job,
  requestedBy: 'Ada Admin',
  deadlineHours: 6,
  ...(job === 'externalAccess' && { partnerDomains: ['fabrikam.example'] }),
});

/** What somebody can say to a run. */
export type Saying = Extract<Meddling, 'cancels' | 'extends' | 'approves'>;

/** Everything as it was in the beginning, but for what must not be counted twice. */
export function resetTenant({ state }: TenantView, n: number): void {
  const { switches, madeByInvitation: _, directoryAudits: __, ...rest } = startState(theTenant(n));
  Object.assign(state.switches, switches);
  Object.assign(state, rest);
}

/** What a tenant has switched, without when. */
export const settingsOf = ({ switches, teams, groupSettingsRest, sharePoint, inboundTrust }: TenantState) =>
  structuredClone({
    switches: Object.fromEntries(Object.entries(switches).map(([name, { stored }]) => [name, stored])),
    teams,
    groupSettingsRest,
    sharePoint,
    inboundTrust,
  });

/** What a fault may be let loose upon. */
export interface RetentionContext {
  n: number;
  tenant: TenantView;
  say: (what: Saying) => unknown;
  now: () => number;
  storage: StorageSide;
}

/** Has a cell's fault wait for its call; answers whether it struck. */
export function arm(cell: Cell, { n, tenant, say, now, storage }: RetentionContext): () => boolean {
  const { call, nth, faultClass } = cell;
  const { injector, state } = tenant;
  if (faultClass.storage) return storage.trouble(n, call, nth, faultClass.storage);
  if (faultClass.lagHours !== undefined) {
    tenant.lag(call as LaggingDocument, faultClass.lagHours);
    return () => true;
  }
  if (faultClass.fault) {
    const isMeant = ({ method, route }: SelectableCall): boolean => `${method} ${route}` === call;
    const pending = injector.addWhere(isMeant, { ...faultClass.fault, nth });
    return () => pending.struck() > 0;
  }
  const { does, when } = faultClass.somebody!;
  const pending = injector.meanwhile(when, call, () => meddle(does, state, say, now()), nth);
  return () => pending.struck() > 0;
}

const FOREIGN = 'dddddddd-0000-4000-8000-00000000f0e1';

function meddle(does: Meddling, state: TenantState, say: (what: Saying) => unknown, now: number): unknown {
  switch (does) {
    case 'invitesGuest':
      if (!state.users.some(({ mail }) => mail === GUEST))
        state.users.push({
          id: FOREIGN,
          mail: GUEST,
          displayName: 'Probe',
          userType: 'Guest',
          externalUserState: 'PendingAcceptance',
          userPrincipalName: 'probe_fabrikam.example#EXT#@contoso.onmicrosoft.example',
          createdDateTime: new Date(now).toISOString(),
          visibleFrom: now,
        });
      return;
    case 'deletesGuest': {
      const guests = state.users.filter(({ mail }) => mail === GUEST);
      const ids = guests.map(({ id }) => id);
      state.users = state.users.filter(({ mail }) => mail !== GUEST);
      state.deleted.push(...guests);
      for (const group of state.groups) {
        group.members = group.members.filter((id) => !ids.includes(id));
        group.roster = group.roster.filter((id) => !ids.includes(id));
      }
      return;
    }
    case 'changesSetting': {
      const invites = state.switches.allowInvitesFrom;
      const value = 'adminsGuestInvitersAndAllMembers';
      invites.before = { value: invites.stored, changedAt: now };
      invites.stored = value;
      invites.changes.push({ value, effectiveAt: now });
      return;
    }
    case 'cancels':
    case 'extends':
    case 'approves':
      return say(does);
  }
}
