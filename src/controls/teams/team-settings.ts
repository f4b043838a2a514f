import { z } from 'zod';
import type { SettingsDocument } from '../settings-document';

/** What guests may do with the channels of one team. https://learn.microsoft.com/graph/api/team-get */
export const teamSettings: SettingsDocument = {
  service: 'graph',
  async read({ graph }, { teamId = '' }) {
    const { value, requestId } = await graph.call('GET', '/teams/{id}', `/teams/${teamId}`, {
      schema: z.object({
        guestSettings: z
          .object({ allowCreateUpdateChannels: z.boolean(), allowDeleteChannels: z.boolean() })
          .nullish(),
        isArchived: z.boolean().nullish(),
      }),
    });
    const { guestSettings, isArchived } = value;
    const values = {
      allowCreateUpdateChannels: guestSettings?.allowCreateUpdateChannels ?? false,
      allowDeleteChannels: guestSettings?.allowDeleteChannels ?? false,
      isArchived: isArchived ?? false,
    };
    return { values, ...(requestId && { requestId }) };
  },
};
