import { isDeepStrictEqual } from 'node:util';
import type { Clock } from '../../clock/clock';
import type { PropagatingGate, PropagationModel } from './propagation';
import type { SwitchValue } from './setting-value';

/** The settings the tenant acts by, and the gate by whose pace each takes effect. */
const GATES = {
  allowInvitesFrom: 'entra',
  collaborationDomains: 'entra',
  crossTenantAccess: 'crossTenant',
  AllowGuestUser: 'teams',
  AllowToAddGuests: 'groups',
  AllowGuestsToAccessGroups: 'groups',
  sharingCapability: 'sharepoint',
} as const satisfies Record<string, PropagatingGate>;

export type SwitchName = keyof typeof GATES;

/** One switch: what is stored, and the changes on their way to becoming effective. Plain JSON. */
export interface SwitchState {
  stored: SwitchValue;
  /** What was stored before, and when that changed; a reading may lag. Absent while nothing was ever changed. */
  before?: { value: SwitchValue; changedAt: number };
  /** In the order they were made; `effectiveAt` is null for a change that never arrives. */
  changes: { value: SwitchValue; effectiveAt: number | null }[];
}

/** The switches of a tenant: reading shows what is stored; the tenant acts by what has become effective. */
export interface Switches {
  stored(name: SwitchName): SwitchValue;
  /** What a reading shows now: for some time after a write it may be what stood there before. */
  read(name: SwitchName): SwitchValue;
  /** Whether anybody ever wrote it. */
  wasSet(name: SwitchName): boolean;
  /** What the tenant obeys now; for some minutes after a change two replicas give two answers. */
  effective(name: SwitchName): SwitchValue;
  /** When the last change becomes effective; undefined when nothing is on its way. */
  settlesAt(name: SwitchName): number | undefined;
  set(name: SwitchName, value: SwitchValue): void;
  onChange(listener: (name: SwitchName, value: SwitchValue) => void): void;
}

export function createSwitches(
  states: Record<SwitchName, SwitchState>,
  clock: Clock,
  model: PropagationModel,
  flapMinutes: number,
  readsLagSeconds: () => number,
): Switches {
  const listeners: ((name: SwitchName, value: SwitchValue) => void)[] = [];
  return {
    stored: (name) => states[name].stored,
    wasSet: (name) => states[name].before !== undefined,
    read(name) {
      const { stored, before } = states[name];
      const isLagging = before !== undefined && clock.now() < before.changedAt + readsLagSeconds() * 1000;
      return isLagging ? before.value : stored;
    },
    effective(name) {
      const now = clock.now();
      const arrived = states[name].changes.filter(
        ({ effectiveAt }) => effectiveAt !== null && effectiveAt <= now,
      );
      const [before, last] = [arrived.at(-2), arrived.at(-1)];
      if (last === undefined) throw new Error(`${name} never had a value.`);
      const isFlapping = before !== undefined && now - (last.effectiveAt ?? 0) < flapMinutes * 60_000;
      return isFlapping && model.flaps() ? before.value : last.value;
    },
    settlesAt(name) {
      const last = states[name].changes.at(-1)?.effectiveAt ?? undefined;
      return last !== undefined && last > clock.now() ? last : undefined;
    },
    set(name, value) {
      const state = states[name];
      if (isDeepStrictEqual(state.stored, value)) return;
      state.before = { value: state.stored, changedAt: clock.now() };
      state.stored = value;
      const effectiveAt = clock.now() + model.draw(GATES[name]);
      state.changes.push({ value, effectiveAt: Number.isFinite(effectiveAt) ? effectiveAt : null });
      for (const listener of listeners) listener(name, value);
    },
    onChange: (listener) => void listeners.push(listener),
  };
}

export const startSwitch = (value: SwitchValue): SwitchState => ({
  stored: value,
  changes: [{ value, effectiveAt: 0 }],
});
