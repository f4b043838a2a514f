import { z } from 'zod';
import { tenantFileSchema } from '../tenant/tenant-file';
import { controlsPage } from './controls-page';

/** What is published from the code, by its path in the repository. A test compares each with what is committed. */
export const PAGES: Readonly<Record<string, () => string>> = {
  'docs/controls.md': controlsPage,
  'docs/tenant.schema.json': () =>
    `${JSON.stringify(z.toJSONSchema(tenantFileSchema, { io: 'input' }), null, 2)}\n`,
};
