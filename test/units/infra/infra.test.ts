import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { houseFaults } from '../../support/bicep/house-rules';
import { lintFaults } from '../../support/bicep/lint';
import { joinFaults } from '../../support/bicep/modules';
import { readResourceTypes, typeFaults } from '../../support/bicep/resource-types';
import { readTemplate } from '../../support/bicep/template';

const INFRA = path.join(__dirname, '../../../../infra');
const TYPES = readResourceTypes(path.join(INFRA, 'resource-types.json'));
const json = (file: string): unknown => JSON.parse(readFileSync(path.join(INFRA, file), 'utf8'));
const ROLES = json('roles.json') as Record<string, string>;

const FILES = readdirSync(INFRA, { recursive: true, encoding: 'utf8' }).filter((file) =>
  file.endsWith('.bicep'),
);

describe.each(FILES)('infra/%s', (file) => {
  const template = () => readTemplate(path.join(INFRA, file));

  it('says of each resource only what Microsoft knows of its type', async () => {
    expect(typeFaults(await template(), TYPES)).toEqual([]);
  });

  it('gives the linter nothing to say', async () => {
    expect(lintFaults(await template())).toEqual([]);
  });

  it('keeps our promises: no keys, roles by name', async () => {
    expect(houseFaults(await template(), ROLES)).toEqual([]);
  });

  it('fits together with the files it names', async () => {
    const folder = path.dirname(path.join(INFRA, file));
    expect(await joinFaults(await template(), folder, existsSync)).toEqual([]);
  });
});
