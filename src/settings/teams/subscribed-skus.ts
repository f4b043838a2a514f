import { z } from 'zod';
import type { SettingsDocument } from '../settings-document';

const PATH = '/directory/subscriptions';
const schema = z.object({
  value: z.array(z.object({ status: z.string().nullish(), isTrial: z.boolean().nullish() })),
});

/** What the organisation bought or tries out. https://learn.microsoft.com/graph/api/directory-list-subscriptions */
export const subscriptions: SettingsDocument = {
  service: 'graph',
  place: PATH,
  async read({ graph }) {
    const { value, requestId } = await graph.call('GET', PATH, PATH, { schema });
    const live = value.value.filter(({ status }) => status === 'Enabled' || status === 'Warning');
    const isTrialOnly = live.length > 0 && live.every(({ isTrial }) => isTrial === true);
    return { values: { isTrialOnly }, ...(requestId && { requestId }) };
  },
};
