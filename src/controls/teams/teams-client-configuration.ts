import { z } from 'zod';
import type { SettingsDocument } from '../settings-document';

const TYPE = 'TeamsClientConfiguration';

/** The organisation-wide Teams client settings; no Graph call reaches them. */
export const teamsClientConfiguration: SettingsDocument = {
  async read({ teamsAdmin }) {
    const { value, requestId } = await teamsAdmin.read(TYPE, z.object({ AllowGuestUser: z.boolean() }));
    return { values: value, ...(requestId && { requestId }) };
  },
  async write({ teamsAdmin }, properties) {
    const { requestId } = await teamsAdmin.write(TYPE, properties);
    return requestId;
  },
};
