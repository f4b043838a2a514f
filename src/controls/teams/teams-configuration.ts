import { z } from 'zod';
import type { SettingsDocument } from '../settings-document';
import type { Values } from '../value';

const json = z.json().transform((value) => value);

/**
 * An organisation-wide configuration of Teams with flat properties; no Graph call reaches it.
 * @param standard what a property stands at that the service leaves out or answers with null
 */
export const teamsConfiguration = (type: string, standard: Values, isWritten = true): SettingsDocument => ({
  service: 'teamsAdmin',
  async read({ teamsAdmin }) {
    const { value, requestId } = await teamsAdmin.read(type, z.record(z.string(), json));
    const values = Object.fromEntries(
      Object.entries(standard).map(([name, usual]) => [name, value[name] ?? usual]),
    );
    return { values, ...(requestId && { requestId }) };
  },
  ...(isWritten && {
    async write({ teamsAdmin }, properties) {
      const { requestId } = await teamsAdmin.write(type, properties);
      return requestId;
    },
  }),
});
