import fc from 'fast-check';
import type { DesiredSettings } from '../../../src/controls/control';
import type { Plan } from '../../../src/domain/plan/plan';
import { anyTenant, anyDesiredSettings } from '../../support/controls/any-tenant';
import { passedBy } from '../../support/controls/benchmarks';
import {
  differences,
  blockingSettingsOf,
  comesAlong,
  storedIn,
  wanted,
} from '../../support/controls/blocking-settings';
import { enabling } from '../../support/start/enabling';
import { startTenantOnly, type TenantOnly } from '../../support/start/start-tenant';

/** Runs of each property. A failure prints its seed and the smallest tenant and wish that show it. */
const RUNS = 40;

const holds = (check: (tenant: TenantOnly, desired: DesiredSettings) => Promise<void>): Promise<void> =>
  fc.assert(
    fc.asyncProperty(anyTenant, anyDesiredSettings, async (file, desired) => {
      const tenant = await startTenantOnly(file);
      try {
        await check(tenant, desired);
        expect(tenant.faults).toEqual([]);
      } finally {
        await tenant.stop();
      }
    }),
    { numRuns: RUNS },
  );

/** Where the tenant keeps what is not kept under the name of its property. */
const PLACES: Readonly<Record<string, RegExp>> = {
  'E-3': /^switches\.collaborationDomains\./,
  'E-5': /^switches\.crossTenantAccess\.partners/,
  'G-3': /^groups$/,
  'F-2': /^teams\.TenantFederationSettings\.(Allowed|Blocked)Domains/,
};
const isPlaceOf =
  (place: string) =>
  ({ control, property }: Plan['changes'][number]): boolean =>
    PLACES[control]?.test(place) ?? place.endsWith(`.${property}`);

describe('a plan, for any tenant and any wish', () => {
  it('opens each door as far as it is wanted, and no door further, and closes none', () =>
    holds(async (tenant, desired) => {
      const { plan, apply } = enabling(tenant, desired);
      const start = structuredClone(tenant.state);
      const before = blockingSettingsOf(start);
      const made = await plan();
      await apply(made);
      const closed = made.cannot.filter(({ isClosed }) => isClosed).map(({ control }) => control);
      const want = wanted(desired, before);
      const expected = Object.entries(before).map(([authenticator, width]) => {
        const [control = '', domain = ''] = authenticator.split(' ');
        const isLeft = closed.includes(control);
        const isAlong =
          control === 'F-2' &&
          desired.options.includes('externalAccess') &&
          comesAlong(start, desired.domains, domain);
        const asked = Math.max(want[authenticator] ?? 0, Number(isAlong));
        return [authenticator, isLeft ? width : Math.max(width, asked)];
      });
      expect(blockingSettingsOf(tenant.state)).toEqual(Object.fromEntries(expected));
    }));

  it('touches nothing but what it says', () =>
    holds(async (tenant, desired) => {
      const { plan, apply } = enabling(tenant, desired);
      const before = storedIn(tenant.state);
      const made = await plan();
      expect(differences(before, storedIn(tenant.state))).toEqual([]);
      await apply(made);
      const touched = differences(before, storedIn(tenant.state));
      expect(touched.filter((place) => !made.changes.some(isPlaceOf(place)))).toEqual([]);
    }));

  it('names each benchmark that the tenant passes before it and not after it', () =>
    holds(async (tenant, desired) => {
      const { plan, apply } = enabling(tenant, desired);
      const before = passedBy(tenant.state);
      const made = await plan();
      await apply(made);
      const after = passedBy(tenant.state);
      const named = made.leavesBenchmarks.map(({ benchmark }) => benchmark).sort();
      expect(named).toEqual(before.filter((id) => !after.includes(id)));
    }));

  it('finds nothing to change after itself', () =>
    holds(async (tenant, desired) => {
      const { plan, apply } = enabling(tenant, desired);
      await apply(await plan());
      // Teams is to be asked once a day at most whether a team has changed.
      tenant.clock.advanceTo(tenant.clock.now() + 24 * 3_600_000);
      expect((await plan()).changes).toEqual([]);
    }));

  it('is taken back to exactly the tenant it began with', () =>
    holds(async (tenant, desired) => {
      const { plan, apply, undo } = enabling(tenant, desired);
      const start = storedIn(tenant.state);
      const made = await plan();
      const back = await undo(made, await apply(made));
      expect(storedIn(tenant.state)).toEqual(start);
      expect(back.changes).toHaveLength(made.changes.length);
      expect(back.cannot).toEqual([]);
    }));
});
