import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { PAGES } from './pages';

/** `npm run docs` */
for (const [file, content] of Object.entries(PAGES))
  writeFileSync(path.join(__dirname, '../../..', file), content());
