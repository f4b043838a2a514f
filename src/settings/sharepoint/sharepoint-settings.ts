import { z } from 'zod';
import { allowing, blocking, type DomainRule } from '../../controls/values/domain-rule';
import type { SettingsDocument } from '../settings-document';
import { valueSchema } from '../../controls/values/value';

const PATH = '/admin/sharepoint/settings';
const list = z.array(z.string()).nullish();
const lists = z.object({
  sharingDomainRestrictionMode: z.string().nullish(),
  sharingAllowedDomainList: list,
  sharingBlockedDomainList: list,
});
const schema = lists.catchall(valueSchema);

/** An allow list without a name lets nobody in; the list that does not match the mode does not count. */
function ruleOf(stored: z.output<typeof lists>): DomainRule {
  const { sharingDomainRestrictionMode: mode } = stored;
  if (mode === 'allowList') return allowing(stored.sharingAllowedDomainList ?? []);
  if (mode === 'blockList') return blocking(stored.sharingBlockedDomainList ?? []);
  return { kind: 'allowAll' };
}

/** https://learn.microsoft.com/graph/api/sharepointsettings-get */
export const sharePointSettings: SettingsDocument = {
  service: 'graph',
  place: PATH,
  async read({ graph }) {
    const { value, requestId } = await graph.call('GET', PATH, PATH, { schema });
    return { values: { ...value, sharingDomains: ruleOf(value) }, ...(requestId && { requestId }) };
  },
  async write({ graph }, properties) {
    const { requestId } = await graph.call('PATCH', PATH, PATH, { schema: z.unknown(), body: properties });
    return requestId;
  },
};
