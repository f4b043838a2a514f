import { LIMITS } from '../../../local/tenant/limits/graph-limits';
import { breachOf, createMeter } from '../../../local/tenant/limits/call-meter';

const aRead = (path: string, query = '') => ({ method: 'GET', path, query: new URLSearchParams(query) });
const costOf = (method: string, path: string, query = ''): number | undefined =>
  LIMITS.find(({ name }) => name === 'identity, resource units')?.costOf({
    ...aRead(path, query),
    method,
  });

describe('the limits of Microsoft Graph', () => {
  it('hold over a window that slides, and are broken once however far they are passed', () => {
    const meter = createMeter('application');
    const organization = aRead('/organization');
    const ask = (times: number, at: number): string[] =>
      Array.from({ length: times }, () => meter.count(organization, at))
        .flat()
        .map(breachOf);
    expect(ask(1000, 0)).toEqual([]);
    expect(ask(1000, 999)).toEqual([]);
    expect(ask(3, 999)).toEqual(['any call: more than 2000 in 1 s for the application']);
    // A second later the first thousand has left the window, and no more.
    expect(ask(997, 1000)).toEqual([]);
    expect(ask(1, 1998)).toEqual(['any call: more than 2000 in 1 s for the application']);
    expect(meter.peaks()[0]).toMatchObject({ name: 'any call', most: 2000, taken: 2003 });
  });

  it('count for each team by itself', () => {
    const meter = createMeter('applicationInTenant');
    const broken = ['a', 'b'].flatMap((team) =>
      [1, 2, 3, 4].flatMap(() => meter.count(aRead(`/teams/${team}`), 0)),
    );
    expect(broken).toEqual([]);
    expect(meter.count(aRead('/teams/a/channels'), 0).map(({ name }) => name)).toEqual(['one team']);
  });

  it.each([
    ['GET', '/users', '', 2],
    ['GET', '/users', '$select=id', 1],
    ['GET', '/users', '$select=id&$top=1', 1],
    ['GET', '/groups/g/members', '', 3],
    ['GET', '/groups/g/members', '$top=5', 2],
    ['GET', '/groups/g', '$expand=owners', 2],
    ['PATCH', '/policies/authorizationPolicy', '', 1],
    ['GET', '/teams/t', '', 0],
  ])('give %s %s?%s a price of %d in resource units', (method, path, query, price) => {
    expect(costOf(method, path, query)).toBe(price);
  });
});
