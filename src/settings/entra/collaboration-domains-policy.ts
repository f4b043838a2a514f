import { z } from 'zod';
import { allowing, blocking, ruleOf } from '../../controls/values/domain-rule';
import type { SettingsDocument } from '../settings-document';

const ROUTE = '/policies/b2bManagementPolicies';
const policySchema = z.object({
  id: z.string(),
  displayName: z.string().default('B2BManagementPolicy'),
  description: z
    .string()
    .nullish()
    .transform((text) => text ?? ''),
  definition: z.array(z.string()),
  isOrganizationDefault: z.boolean().nullish(),
});
const listSchema = z.object({ value: z.array(policySchema) });

const listsSchema = z.looseObject({
  AllowedDomains: z.array(z.string()).nullish(),
  BlockedDomains: z.array(z.string()).nullish(),
});
/** Text inside text: the list stands in a JSON string, beside keys that are none of our business. */
const definitionSchema = z.looseObject({
  B2BManagementPolicy: z.looseObject({ InvitationsAllowedAndBlockedDomainsPolicy: listsSchema.nullish() }),
});
type Definition = z.output<typeof definitionSchema>;
const EMPTY: Definition = { B2BManagementPolicy: {} };

/** Microsoft's own sample uses single quotes inside. */
const parse = (text: string | undefined): Definition => {
  if (text === undefined || text.trim() === '') return EMPTY;
  try {
    return definitionSchema.parse(JSON.parse(text));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return definitionSchema.parse(JSON.parse(text.replaceAll("'", '"')));
  }
};

/**
 * From which domains guests may be invited: one list, allow or block. Only the beta of Graph has it.
 * https://learn.microsoft.com/graph/api/resources/b2bmanagementpolicy
 */
export const collaborationDomainsPolicy: SettingsDocument = {
  service: 'graph',
  place: `/beta${ROUTE}`,
  async read({ graph }) {
    const { value, requestId } = await graph.call('GET', ROUTE, ROUTE, {
      schema: listSchema,
      version: 'beta',
    });
    const base = value.value.find(({ isOrganizationDefault }) => isOrganizationDefault) ?? value.value[0];
    const lists = parse(base?.definition[0]).B2BManagementPolicy.InvitationsAllowedAndBlockedDomainsPolicy;
    // Here, unlike in external access, a list of allowed domains without a name is no list at all.
    const { AllowedDomains: allowed, BlockedDomains: blocked } = lists ?? {};
    const rule = allowed?.length ? allowing(allowed) : blocking(blocked ?? []);
    return { values: { domains: rule }, base, ...(requestId && { requestId }) };
  },

  async write({ graph }, { domains }, { base }) {
    // Nothing closes a door here but a policy; where a list comes back, somebody may have deleted the policy it stood in.
    const policy = base === undefined ? undefined : policySchema.parse(base);
    const definition = parse(policy?.definition[0]);
    const rule = ruleOf(domains);
    if (rule.kind === 'allowNobody')
      throw new Error('This policy cannot say "nobody": two empty lists let everybody in.');
    const InvitationsAllowedAndBlockedDomainsPolicy = {
      ...definition.B2BManagementPolicy.InvitationsAllowedAndBlockedDomainsPolicy,
      AllowedDomains: rule.kind === 'allowThese' ? rule.domains : [],
      BlockedDomains: rule.kind === 'blockThese' ? rule.domains : [],
    };
    const changed = {
      ...definition,
      B2BManagementPolicy: { ...definition.B2BManagementPolicy, InvitationsAllowedAndBlockedDomainsPolicy },
    };
    const body = {
      displayName: policy?.displayName ?? 'B2BManagementPolicy',
      // Documented as required, so it goes along as it was.
      description: policy?.description ?? '',
      definition: [JSON.stringify(changed)],
      isOrganizationDefault: true,
    };
    const options = { schema: z.unknown(), version: 'beta', body } as const;
    const { requestId } = await (policy === undefined
      ? graph.call('POST', ROUTE, ROUTE, options)
      : graph.call('PATCH', `${ROUTE}/{id}`, `${ROUTE}/${policy.id}`, options));
    return requestId;
  },
};
