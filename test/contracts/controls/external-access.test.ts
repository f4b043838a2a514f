import { applyChanges } from '../../../src/settings/apply-changes';
import { readDocument } from '../../../src/settings/read-settings';
import type { DomainRule } from '../../../src/controls/values/domain-rule';
import {
  federationStateOf,
  type FederationState,
} from '../../../src/controls/external-access/federation-state';
import type { Values } from '../../../src/controls/values/value';
import { clientsOf, startTenantOnly, type TenantOnly } from '../../support/start/start-tenant';

const scope = { domains: [] };
const RULES: DomainRule[] = [
  { kind: 'allowAll' },
  { kind: 'allowThese', domains: ['Fabrikam.example', 'northwind.example'] },
  { kind: 'blockThese', domains: ['Northwind.example'] },
  { kind: 'allowNobody' },
];
/** The five values, and what "block all" keeps for the day it is lifted. */
const STATES: FederationState[] = [
  ...RULES,
  ...RULES.map((stored): FederationState => ({ kind: 'blockAll', stored })),
];

async function valuesOf(tenant: TenantOnly): Promise<Values> {
  const reading = await readDocument(clientsOf(tenant), 'federation', scope, tenant.clientContext.now);
  if (reading.kind === 'unknown') throw new Error(reading.raw.message);
  return reading.snapshot.values;
}

async function write(tenant: TenantOnly, state: FederationState): Promise<string> {
  const before = await valuesOf(tenant);
  const isOn = state.kind !== 'blockAll';
  const after = { AllowFederatedUsers: isOn, domains: isOn ? state : state.stored };
  const changes = Object.entries(after).map(([property, wanted]) => ({
    control: property === 'domains' ? 'F-2' : 'F-1',
    property,
    before: before[property] ?? null,
    after: wanted,
  }));
  return (await applyChanges(clientsOf(tenant), 'federation', changes, scope, tenant.clientContext.now)).kind;
}

describe('what external access is set to', () => {
  it.each([
    ['an empty object', 'empty', false],
    ['null', 'null', true],
    ['a word', 'text', false],
    ['a member', 'member', true],
  ])(
    'reads as it was written, from every state to every other, where %s means every domain',
    async (_, allowAllDomains, domainsAsText) => {
      const tenant = await startTenantOnly({ quirks: { allowAllDomains, domainsAsText } });
      for (const from of STATES)
        for (const to of STATES) {
          await write(tenant, from);
          expect(await write(tenant, to)).toBe(from === to ? 'unchanged' : 'applied');
          expect(federationStateOf(await valuesOf(tenant))).toEqual(to);
        }
      expect(tenant.faults).toEqual([]);
    },
  );

  it('is stored so that "nobody" is an empty list, and "everybody" is none', async () => {
    const tenant = await startTenantOnly();
    const stored = () => tenant.state.teams.TenantFederationSettings['AllowedDomains'];
    await write(tenant, { kind: 'allowNobody' });
    expect(stored()).toEqual({ AllowedDomain: [] });
    await write(tenant, { kind: 'allowAll' });
    expect(stored()).toEqual({});
    await write(tenant, { kind: 'blockThese', domains: ['northwind.example'] });
    expect(stored()).toEqual({});
  });

  it.each([
    ['an empty list means nobody', { AllowedDomain: [] }, 'allowNobody'],
    ['a list without a name in it never means everybody', { AllowedDomain: [], Other: {} }, 'allowNobody'],
    ['a list that is null is none', { AllowedDomain: null }, 'allowAll'],
  ])('%s', async (_, AllowedDomains, kind) => {
    const tenant = await startTenantOnly();
    Object.assign(tenant.state.teams.TenantFederationSettings, { AllowedDomains });
    expect(federationStateOf(await valuesOf(tenant)).kind).toBe(kind);
  });

  it('stays unknown in a shape nobody has met', async () => {
    const tenant = await startTenantOnly();
    Object.assign(tenant.state.teams.TenantFederationSettings, {
      AllowedDomains: { AllowedDomain: 'everybody' },
    });
    await expect(valuesOf(tenant)).rejects.toThrow(/unknown shape/);
  });
});
