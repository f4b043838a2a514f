import { z } from 'zod';
import type { SettingsDocument } from '../settings-document';
import { valuesSchema } from '../../controls/values/value';

const PATH = '/policies/authorizationPolicy';

/** https://learn.microsoft.com/graph/api/authorizationpolicy-get */
export const authorizationPolicy: SettingsDocument = {
  service: 'graph',
  place: PATH,
  async read({ graph }) {
    const { value, requestId } = await graph.call('GET', PATH, PATH, { schema: valuesSchema });
    return { values: value, ...(requestId && { requestId }) };
  },
  async write({ graph }, properties) {
    const { requestId } = await graph.call('PATCH', PATH, PATH, { schema: z.unknown(), body: properties });
    return requestId;
  },
};
