import { readFileSync } from 'node:fs';
import path from 'node:path';
import { houseFaults } from '../../support/bicep/house-rules';
import { lintFaults } from '../../support/bicep/lint';
import { joinFaults } from '../../support/bicep/modules';
import { readResourceTypes, typeFaults } from '../../support/bicep/resource-types';
import { templateOf } from '../../support/bicep/template';

const INFRA = path.join(__dirname, '../../../../infra');
const TYPES = readResourceTypes(path.join(INFRA, 'resource-types.json'));
const ROLES = JSON.parse(readFileSync(path.join(INFRA, 'roles.json'), 'utf8')) as Record<string, string>;

/** A storage account as it should be; each case spoils one thing. */
const STORAGE = `
@description('The region.')
param location string

resource account 'Microsoft.Storage/storageAccounts@2024-01-01' = {
  name: 'gastvrij'
  location: location
  kind: 'StorageV2'
  sku: { name: 'Standard_LRS' }
  properties: {
    allowSharedKeyAccess: false
    allowBlobPublicAccess: false
    defaultToOAuthAuthentication: true
    isLocalUserEnabled: false
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
  }
}
`;

const GRANT = `
param principalId string
var roles = loadJsonContent('roles.json')
resource account 'Microsoft.Storage/storageAccounts@2024-01-01' existing = {
  name: 'gastvrij'
}
resource grant 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(account.id, principalId, roles.storageBlobDataOwner)
  scope: account
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.storageBlobDataOwner)
  }
}
`;

/** The text with one piece replaced, which must be there. */
function spoilt(text: string, piece: string, by: string): string {
  if (!text.includes(piece)) throw new Error(`There is no ${piece} to replace.`);
  return text.replace(piece, by);
}

describe('the checks of the infrastructure', () => {
  it('find nothing in what is right', async () => {
    const template = await templateOf(STORAGE);
    expect([
      ...typeFaults(template, TYPES),
      ...lintFaults(template),
      ...houseFaults(template, ROLES),
    ]).toEqual([]);
    expect(houseFaults(await templateOf(GRANT), ROLES)).toEqual([]);
  });

  it('name the line that does not parse', async () => {
    await expect(templateOf('param a string\nresource = {')).rejects.toThrow('Line 2');
  });

  it.each([
    ['a property nobody knows', 'allowSharedKeyAccess', 'allowSharedKeys', 'has no property allowSharedKeys'],
    [
      'a property in other capitals',
      'minimumTlsVersion',
      'minimumTLSVersion',
      'no property minimumTLSVersion',
    ],
    ['a value that is not offered', 'TLS1_2', 'TLS12', "cannot be 'TLS12'"],
    [
      'a value of another kind',
      'isLocalUserEnabled: false',
      "isLocalUserEnabled: 'no'",
      'is string, not bool',
    ],
    [
      'a list where an object belongs',
      "{ name: 'Standard_LRS' }",
      "['Standard_LRS']",
      'is a list, not an object',
    ],
    ['a required property left out', "  kind: 'StorageV2'\n", '', 'lacks kind'],
    ['a version we hold no facts of', '2024-01-01', '2099-01-01', 'the version we hold facts of is'],
    [
      'a type we hold no facts of',
      'Microsoft.Storage/storage',
      'Microsoft.Storage/stor',
      'is not a type we know',
    ],
    [
      'a wrong value behind a condition',
      "'TLS1_2'",
      "location == 'x' ? 'TLS1_2' : 'TLS9'",
      "cannot be 'TLS9'",
    ],
    ['a wrong value behind a parameter', "'Standard_LRS'", 'kind', "cannot be 'Cheap'"],
  ])('find %s', async (_, piece, by, fault) => {
    const text = `${spoilt(STORAGE, piece, by)}\nparam kind 'Standard_LRS' | 'Cheap'`;
    expect(typeFaults(await templateOf(text), TYPES)).toContainEqual(expect.stringContaining(fault));
  });

  it.each([
    [
      'a name that is declared nowhere',
      'location: location',
      'location: region',
      'region is declared nowhere',
    ],
    [
      'a parameter nobody uses',
      'location: location',
      "location: 'global'",
      'location is declared and never used',
    ],
    [
      'a place that was not asked for',
      'location: location',
      "location: 'westeurope'",
      'stands in westeurope',
    ],
    ['an address of one cloud', "'gastvrij'", "'x.blob.core.windows.net'", 'holds in one cloud only'],
    ['needless interpolation', "'gastvrij'", "'${location}'", 'needs no interpolation'],
    ['needless quotes', 'kind:', "'kind':", 'needs no quotes'],
    ['a missing comma', "{ name: 'Standard_LRS' }", "{ name: 'Standard_LRS' tier: 'x' }", 'no comma after'],
    ['a parameter without a description', "@description('The region.')\n", '', 'location has no description'],
    [
      'a needless dependsOn',
      'location: location',
      'location: location\n  dependsOn: []',
      'needs no dependsOn',
    ],
    [
      'a secret that comes in openly',
      'param location',
      'param apiSecret string\nparam location',
      'is not @secure()',
    ],
    ['a key that is asked for', "'gastvrij'", "listKeys('x', 'y').keys[0].value", 'asks for a key'],
  ])('find %s', async (_, piece, by, fault) => {
    const template = await templateOf(spoilt(STORAGE, piece, by));
    expect(lintFaults(template)).toContainEqual(expect.stringContaining(fault));
  });

  it.each([
    ['a secret with a default', "@secure()\nparam key string = 'x'", 'key is secure and has a default'],
    [
      'a secret that goes out',
      '@secure()\nparam key string\noutput out string = key',
      'out puts a secret out',
    ],
    [
      'a child without a parent',
      "resource c 'Microsoft.KeyVault/vaults/secrets@2024-11-01' = {\n}",
      'no parent',
    ],
    ['a variable nobody uses', "var idle = 'x'", 'idle is declared and never used'],
    [
      'reaching into what may not be there',
      "module m 'm.bicep' = if (true) {\n}\noutput out string = m.outputs.x",
      'm.outputs may be null',
    ],
  ])('find %s', async (_, text, fault) => {
    expect(lintFaults(await templateOf(text))).toContainEqual(expect.stringContaining(fault));
  });

  it.each([
    ['shared keys', STORAGE, 'allowSharedKeyAccess: false', 'allowSharedKeyAccess: true', 'must be false'],
    ['shared keys nobody forbids', STORAGE, '    allowSharedKeyAccess: false\n', '', 'must be false'],
    [
      'a role by its number',
      GRANT,
      'roles.storageBlobDataOwner)\n  }',
      "'b7e6dc6d-f1e8-4753')\n  }",
      'have names',
    ],
    [
      'a role that is not in the table',
      GRANT,
      'roles.storageBlobDataOwner)\n  }',
      'roles.owner)\n  }',
      'no role owner',
    ],
    ['a grant under a name of chance', GRANT, 'guid(', 'newGuid(', 'must be made by guid()'],
    ['a grant to people', GRANT, "'ServicePrincipal'", "'User'", 'who gets the role?'],
    ['a grant over everything', GRANT, '  scope: account\n', '', 'needs a scope of its own'],
  ])('find %s', async (_, text, piece, by, fault) => {
    const template = await templateOf(spoilt(text, piece, by));
    expect(houseFaults(template, ROLES)).toContainEqual(expect.stringContaining(fault));
  });

  it('find what does not fit between two files', async () => {
    const text = `
module identities 'modules/identities.bicep' = {
  name: 'identities'
  params: {
    token: 'abc'
    tags: {}
    colour: 'blue'
  }
}
output out string = identities.outputs.name
var roles = loadJsonContent('role.json')`;
    expect(await joinFaults(await templateOf(text), INFRA, () => false)).toEqual([
      'identities is not given location',
      'identities takes no colour',
      'identities puts no name out',
      'role.json does not exist',
    ]);
  });
});
