import type { Clock } from '../../clock/clock';
import { logChange } from '../directory/directory-log';
import type { ServiceFaults } from '../faults/service-faults';
import type { SwitchName, Switches } from './setting-values';
import type { TenantState } from '../tenant-state';

const SWITCHES: Readonly<Record<'E-1' | 'T-1' | 'S-1', SwitchName>> = {
  'E-1': 'allowInvitesFrom',
  'T-1': 'AllowGuestUser',
  'S-1': 'sharingCapability',
};

/** Somebody, or a baseline tool, sets a switch back some time after it was changed. */
export function scheduleReversals(
  serviceFaults: ServiceFaults,
  switches: Switches,
  clock: Clock,
  state: TenantState,
): void {
  switches.onChange((name, value) => {
    for (const { control, value: back, afterHours } of serviceFaults.reversals()) {
      if (SWITCHES[control] !== name || value === back) continue;
      clock.at(clock.now() + afterHours * 3_600_000, () => {
        switches.set(name, back);
        const at = new Date(clock.now()).toISOString();
        if (control === 'E-1')
          logChange(state, 'PATCH /policies/authorizationPolicy', {
            app: 'Baseline tool',
            at,
            properties: [name],
          });
      });
    }
  });
}
