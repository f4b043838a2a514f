import { gzipSync } from 'node:zlib';
import { spreadJson } from '../../../src/store/tables/long-json';
import { leaksIn } from '../../support/records/planted-secrets';

const planted = new Map([['the host key', 'planted-key']]);
const packed = (text: string): string => `gzip:${gzipSync(text).toString('base64')}`;

describe('what must be written down nowhere', () => {
  it.each([
    ['a key', 'who came with planted-key', 'the host key'],
    ['a token of Microsoft', 'Bearer eyJhbGciOiJIUzI1NiJ9.eyJhdWQiOiJ4In0.c2ln', 'a token of Microsoft'],
    ['a token of ServiceNow', 'token servicenow-access-abc', 'a token of ServiceNow'],
    ['a redeem address', 'https://login.example/redeem?rd=abc', 'the redeem address of an invitation'],
    ['a connection string', 'DefaultEndpointsProtocol=http;AccountKey=abc', 'the key of a storage account'],
  ])('is found: %s', (_, text, name) => {
    expect(leaksIn('the log', `a line\n${text}\nanother`, planted)).toEqual([
      expect.stringContaining(`${name} stands in the log`),
    ]);
  });

  it('is found in the packed pieces of a large value too', () => {
    const text = packed(JSON.stringify({ input: 'planted-key' }));
    const row = { PartitionKey: 'p', json0: text.slice(0, 20), json1: text.slice(20) };
    expect(leaksIn('a row', JSON.stringify(row), planted)).toHaveLength(1);
  });

  it('is found in the packed bytes of a long row of ours too', () => {
    const { json, ...pieces } = spreadJson(`planted-key${'x'.repeat(200_000)}`);
    const bytes = Object.entries(pieces).map(
      ([name, piece]) =>
        `"${name}":"${Buffer.from(piece).toString('base64')}","${name}@odata.type":"Edm.Binary"`,
    );
    expect(json).toBe('brotli:1');
    expect(leaksIn('a row', `{"json":"${json as string}",${bytes.join(',')}}`, planted)).toHaveLength(1);
  });

  it('is not taken for there where it is not', () => {
    expect(leaksIn('the log', 'eyJust a line about a key, a token and redeem', planted)).toEqual([]);
  });
});
