import { tenantSlice } from '../../../src/functions/pages/tenant-slice';

const TENANTS = Array.from({ length: 45 }, (_, n) => `tenant-${n}`);
const at = (address: string, all: readonly string[] = TENANTS) => {
  const url = new URL(address, 'https://gastvrij.example');
  return tenantSlice(all, (one) => one, { url: url.href, query: url.searchParams });
};

describe('a page about tenants', () => {
  it('shows twenty, and leads to the others, each of which is shown once', () => {
    const seen: string[][] = [];
    for (let next: string | undefined = '/audits'; next !== undefined;) {
      const slice = at(next);
      seen.push([...slice.shown]);
      next = slice.next;
    }
    expect(seen.map(({ length }) => length)).toEqual([20, 20, 5]);
    expect(seen.flat()).toEqual(TENANTS);
  });

  it('leads nowhere when there are no others', () => {
    expect(at('/audits', TENANTS.slice(0, 20))).toEqual({ shown: TENANTS.slice(0, 20) });
    expect(at('/audits', [])).toEqual({ shown: [] });
  });

  it('begins anew after a tenant nobody serves any more', () => {
    expect(at('/tenants?after=gone')).toMatchObject({ next: '/tenants?after=tenant-19' });
  });
});
