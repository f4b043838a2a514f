import { z } from 'zod';
import type { SettingsDocument } from '../settings-document';
import { valueSchema, valuesSchema } from '../../controls/values/value';

const schema = z.object({ guestSettings: valuesSchema.nullish() }).catchall(valueSchema);

/** One team, and what guests may do with its channels. https://learn.microsoft.com/graph/api/team-get */
export const teamSettings: SettingsDocument = {
  service: 'graph',
  place: '/teams/{id}',
  async read({ graph }, { teamId = '' }) {
    const { value, requestId } = await graph.call('GET', '/teams/{id}', `/teams/${teamId}`, { schema });
    const { guestSettings, ...team } = value;
    return { values: { ...team, ...guestSettings }, ...(requestId && { requestId }) };
  },
};
