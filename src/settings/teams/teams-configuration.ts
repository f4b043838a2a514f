import type { SettingsDocument } from '../settings-document';
import { valuesSchema } from '../../controls/values/value';

/** An organisation-wide configuration of Teams with flat properties; no Graph call reaches it. */
export const teamsConfiguration = (place: string, isWritten = true): SettingsDocument => ({
  service: 'teamsAdmin',
  place,
  async read({ teamsAdmin }) {
    const { value, requestId } = await teamsAdmin.read(place, valuesSchema);
    return { values: value, ...(requestId && { requestId }) };
  },
  ...(isWritten && {
    async write({ teamsAdmin }, properties) {
      const { requestId } = await teamsAdmin.write(place, properties);
      return requestId;
    },
  }),
});
