import { randomUUID } from 'node:crypto';
import type { Clock } from '../clock/clock';
import type { InFlight } from '../clock/in-flight';
import { passTime } from '../clock/pass-time';
import type { Outgoing } from './answers';
import { createDispatcher, type Incoming, type Service } from './dispatcher';
import { logCall } from './directory-log';
import { createFaultInjector, type FaultInjector } from './faults/fault-injector';
import { createReadingLag, type ReadingLag } from './faults/reading-lag';
import { createThroughFaults, type ThroughFaults } from './faults/through-faults';
import { createJudge } from './judge';
import { createMeter, type Meter, type Peak } from './meter';
import { createMishaps, type Mishaps } from './mishaps';
import { createNotifier } from './notifier';
import { propagationModel } from './propagation';
import type { LoggedRequest } from './request-log';
import { createRoster } from './roster';
import { graphEndpoints, teamsAdminEndpoints } from './routes';
import { scheduleReversals } from './reversals';
import type { Tenant } from './services/service';
import { createSwitches } from './switches';
import type { Mishap } from './mishap';
import type { TenantFile } from './tenant-file';
import { startState, type TenantState } from './tenant-state';
import { createTokens, GRAPH_AUDIENCE, TEAMS_AUDIENCE, type Tokens } from './tokens';

export interface TenantOptions {
  file: TenantFile;
  clock: Clock;
  inFlight: InFlight;
  /** What an earlier run put away. */
  state?: TenantState;
  /** Counts what the application asks in all tenants of the cloud together. */
  application?: Meter;
  /** Lets time pass while calls are under way, everywhere; left out: here alone. Milliseconds. */
  pass?: ((milliseconds: number) => Promise<void>) | undefined;
}

/** What a test, or a curious person, sees of a tenant. */
export interface TenantView {
  tenantId: string;
  state: TenantState;
  log: LoggedRequest[];
  /** What Microsoft would frown upon; empty at the end of a good run. */
  faults: string[];
  /** How near the application came to each limit that holds for it in this tenant. */
  peaks(): Peak[];
  /** Requests for Graph and Teams administration that came over the wire: a batch is one. */
  requests(): number;
  mishap(mishap: Mishap): void;
  /** Faults on the way of calls and answers, and what others do meanwhile. */
  injector: FaultInjector;
  /** How far behind the readings of a document are. */
  lag: ReadingLag['set'];
  /** From now on all goes well. */
  calm(): void;
  /** Hears of each call when it was answered. */
  onCall(listener: (call: LoggedRequest) => void): void;
}

/** One tenant of the cloud, without an address of its own: the token of a call says whose it is. */
export interface TenantInCloud extends TenantView {
  file: TenantFile;
  tokens: Tokens;
  mishaps: Mishaps;
  note(call: LoggedRequest): void;
  throughFaults: ThroughFaults;
  answer(service: Service['name'], incoming: Incoming): Promise<Outgoing>;
}

export function createTenant({
  file,
  clock,
  inFlight,
  state = startState(file),
  application = createMeter('application'),
  pass = (milliseconds) => passTime(clock, milliseconds),
}: TenantOptions): TenantInCloud {
  const judge = createJudge(application);
  const mishaps = createMishaps(file.mishaps);
  const model = propagationModel(file);
  const switches = createSwitches(
    state.switches,
    clock,
    model,
    file.flapMinutes,
    () => file.quirks.readsLagSeconds,
  );
  const notifier = createNotifier(state, file.tenantId, clock, inFlight, mishaps, judge);
  const roster = createRoster(state, switches, clock, model, notifier, file.quirks);
  const tokens = createTokens(file, clock);
  const tenant: Tenant = { file, state, switches, clock, model, mishaps, judge, notifier, newId: randomUUID };
  const log: LoggedRequest[] = [];
  let requests = 0;
  const listeners: ((call: LoggedRequest) => void)[] = [];
  const note = (call: LoggedRequest): void => {
    log.push(call);
    logCall(state, call);
    for (const listener of listeners) listener(call);
  };
  const injector = createFaultInjector(file.faults);
  const lag = createReadingLag(state, clock.now, file.readsLagHours);
  const throughFaults = createThroughFaults({ injector, lag, pass, clock, judge, note });
  const dispatch = createDispatcher({ clock, judge, mishaps, tokens, throughFaults, note });
  scheduleReversals(mishaps, switches, clock, state);
  roster.resume();

  const services: Readonly<Record<Service['name'], Service>> = {
    graph: { name: 'graph', audience: GRAPH_AUDIENCE, endpoints: graphEndpoints(tenant, roster) },
    teamsAdmin: { name: 'teamsAdmin', audience: TEAMS_AUDIENCE, endpoints: teamsAdminEndpoints(tenant) },
  };

  return {
    file,
    tenantId: file.tenantId,
    state,
    log,
    faults: judge.faults,
    peaks: judge.peaks,
    requests: () => requests,
    tokens,
    mishaps,
    note,
    mishap: (mishap) => mishaps.add(mishap),
    injector,
    lag: lag.set,
    throughFaults,
    calm() {
      mishaps.clear();
      injector.clear();
    },
    onCall: (listener) => void listeners.push(listener),
    answer(service, incoming) {
      requests++;
      return dispatch(services[service], incoming);
    },
  };
}
