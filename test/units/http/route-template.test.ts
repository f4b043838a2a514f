import { parseTemplate } from '../../../local/host/http/route-template';

describe('a route template', () => {
  it.each([
    ['api/x/{id}', 'api/x/5', { id: '5' }],
    ['api/x/{id}', 'API/X/5/', { id: '5' }],
    ['api/x/{id}', 'api/x', undefined],
    ['api/x/{id}', 'api/x//', undefined],
    ['x/{a}/{b?}', 'x/1', { a: '1' }],
    ['x/{a=none}', 'x', { a: 'none' }],
    ['x/{*rest}', 'x', {}],
    ['x/{*rest}', 'x/a/b/', { rest: 'a/b/' }],
    ['x/{name}.{ext}', 'x/a.b.c', { name: 'a.b', ext: 'c' }],
    ['x/file-{id}', 'x/file-7', { id: '7' }],
    ['x/{n:int}', 'x/+5', { n: '+5' }],
    ['x/{n:int}', 'x/2147483648', undefined],
    ['x/{n:int:min(10):max(20)}', 'x/15', { n: '15' }],
    ['x/{n:int:min(10):max(20)}', 'x/21', undefined],
    ['x/{v:regex(^a[[0-9]]+$)}', 'x/a1', undefined],
    ['x/{v:regex(^a[0-9]{{1,2}}$)}', 'x/A12', { v: 'A12' }],
    [
      'x/{g:guid}',
      'x/{11111111-2222-3333-4444-555555555555}',
      { g: '{11111111-2222-3333-4444-555555555555}' },
    ],
    ['x/{v:length(2,4)}', 'x/abcde', undefined],
    ['x/{v:range(2,4)}', 'x/3', { v: '3' }],
  ])('%s against %s', (template, path, expected) => {
    expect(parseTemplate(template)(path)).toEqual(expected);
  });

  it.each([
    '/lead',
    '~/t',
    'a//b',
    'u/{a',
    'e/{}',
    'adj/{a}{b}',
    's/{a}/{A}',
    'b/{a:nope}',
    'q?x=1',
    'c/{*a}/x',
    'x}/y',
  ])('of the form %s is refused', (template) => {
    expect(() => parseTemplate(template)).toThrow();
  });
});
