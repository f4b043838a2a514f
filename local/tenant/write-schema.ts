import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { tenantFileSchema } from './tenant-file';

/** `npm run docs`: publishes the schema of tenant files, as an editor wants it. */
const file = path.join(__dirname, '../../../docs/tenant.schema.json');
writeFileSync(file, `${JSON.stringify(z.toJSONSchema(tenantFileSchema, { io: 'input' }), null, 2)}\n`);
