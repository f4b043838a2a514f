import { say } from '../../texts/say';
import type { Control } from '../control';
import type { Value, Values } from '../values/value';
import { compareInbound, inboundIn, inboundSettingOf, openedUp, opennessOf } from './inbound-setting';
import { READS_CROSS_TENANT_ACCESS } from './entra-permissions';

/** The partner's own entry where it says something, else the default. */
const effective = (entry: Value | undefined, values: Values): Value | undefined =>
  inboundIn(entry) ?? values['default'];

export const crossTenantInbound: Control = {
  id: 'E-5',
  gate: 'Entra',
  title: 'Cross-tenant access, guests coming in',
  options: ['guestAccess'],
  document: 'crossTenantAccess',
  properties: ['default', 'partner'],
  keepsOff: ['default'],
  // The rest of an entry is somebody else's; what says nothing of guests stands for "as the default".
  undoTo: (entry) => ({ b2bCollaborationInbound: inboundIn(entry) ?? null }),
  compare: {
    default: compareInbound,
    partner: (before, after, stood, stands) =>
      compareInbound(effective(before, stood) ?? null, effective(after, stands) ?? null),
  },
  adminPage: 'Entra admin centre > External Identities > Cross-tenant access settings > Inbound access',
  default: 'all people and applications of all organisations',
  whenWrong: 'An invitation says that it is blocked by cross-tenant access settings.',
  can: 'change',
  toRead: READS_CROSS_TENANT_ACCESS,
  toWrite: { graph: ['Policy.ReadWrite.CrossTenantAccess'], roles: [] },
  effectiveWithin: { documented: 6, longest: 6 },
  benchmarks: [],
  risk: 'All people of that one organisation can be guests here; the default for all others stays.',
  judge(values) {
    const partners = Object.keys(values).filter((name) => name.startsWith('partner:'));
    const settings = partners.map(
      (name) => [name, inboundSettingOf(effective(values[name], values))] as const,
    );
    const blocked = settings.filter(([, setting]) => opennessOf(setting) === 'blocked');
    if (blocked.length > 0) {
      const to = Object.fromEntries(
        blocked.map(([name, setting]) => {
          const entry = values[name] as Values | null;
          return [name, { ...entry, b2bCollaborationInbound: openedUp(setting) }];
        }),
      );
      return { kind: 'change', to, reason: say('reason.inboundBlocked') };
    }
    if (settings.some(([, setting]) => opennessOf(setting) === 'limited')) {
      return {
        kind: 'mayDecide',
        reason: say('reason.inboundLimited'),
        whoCan: say('who.inbound'),
      };
    }
    return { kind: 'met' };
  },
  inPowerShell: (to) =>
    Object.entries(to)
      .map(
        ([name, entry]) =>
          `Update-MgPolicyCrossTenantAccessPolicyPartner -CrossTenantAccessPolicyConfigurationPartnerTenantId ${name.slice('partner:'.length)} -BodyParameter ${hashTable({ b2bCollaborationInbound: inboundIn(entry) ?? null })}`,
      )
      .join('; '),
};

/** A value as PowerShell writes it: `@{ accessType = "allowed"; … }`. */
function hashTable(value: Value): string {
  if (Array.isArray(value)) return `@(${value.map(hashTable).join(', ')})`;
  if (typeof value !== 'object' || value === null) return value === null ? '$null' : JSON.stringify(value);
  const pairs = Object.entries(value).map(([name, inner]) => `${name} = ${hashTable(inner)}`);
  return `@{ ${pairs.join('; ')} }`;
}
