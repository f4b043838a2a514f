import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { iconPng } from './icon';

// Draws the icon of the custom connector: node dist/local/docs/write-icon.js
writeFileSync(path.join(__dirname, '../../../integrations/power-automate/icon.png'), iconPng());
