import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { permissionFiles } from './permission-files';

/** `npm run docs`: the permission sets, for the templates and for people. */
for (const [file, text] of Object.entries(permissionFiles()))
  writeFileSync(path.join(__dirname, '../../..', file), text);
