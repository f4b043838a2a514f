import { z } from 'zod';
import { openApiDocument } from '../../src/api/documents/openapi';
import { swaggerDocument } from '../../src/api/documents/swagger';
import { ROUTES } from '../../src/api/route-table';
import { permissionsData, permissionsPage } from '../infra/permission-files';
import { tenantFileSchema } from '../tenant/tenant-file';
import { apiPage } from './api-page';
import { controlsPage } from './controls-page';

/** A file of the repository that the code says all of. */
export interface GeneratedDocument {
  file: string;
  write(): string;
}

/** Stands where an installation has its own address. */
const ORIGIN = 'https://gastvrij.example';

const json = (value: unknown): string => JSON.stringify(value);

/** What `npm run docs` writes. */
export const DOCUMENTS: readonly GeneratedDocument[] = [
  { file: 'docs/api.md', write: () => apiPage(ROUTES) },
  { file: 'docs/openapi.json', write: () => json(openApiDocument(ROUTES, ORIGIN)) },
  {
    file: 'integrations/power-automate/apiDefinition.swagger.json',
    write: () => json(swaggerDocument(ROUTES, ORIGIN)),
  },
  {
    file: 'docs/tenant.schema.json',
    write: () => json(z.toJSONSchema(tenantFileSchema, { io: 'input' })),
  },
  { file: 'docs/controls.md', write: controlsPage },
  { file: 'docs/permissions.md', write: permissionsPage },
  { file: 'infra/permissions.json', write: () => json(permissionsData()) },
];
