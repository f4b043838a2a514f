import { z } from 'zod';
import type { SettingsDocument } from '../settings-document';
import { valueSchema } from '../value';

/** One team, and what guests may do with its channels. https://learn.microsoft.com/graph/api/team-get */
export const teamSettings: SettingsDocument = {
  service: 'graph',
  async read({ graph }, { teamId = '' }) {
    const { value, requestId } = await graph.call('GET', '/teams/{id}', `/teams/${teamId}`, {
      schema: z.object({ guestSettings: z.record(z.string(), valueSchema).nullish() }).catchall(valueSchema),
    });
    const { guestSettings, ...team } = value;
    return { values: { ...team, ...guestSettings }, ...(requestId && { requestId }) };
  },
};
