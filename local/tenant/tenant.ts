import { randomUUID } from 'node:crypto';
import type { Clock } from '../clock/clock';
import type { InFlight } from '../clock/in-flight';
import { passTime } from '../clock/pass-time';
import type { Outgoing } from './answers';
import { createDispatcher, type Incoming, type Service } from './handle-request';
import { logCall } from './directory/directory-log';
import { createFaultInjector, type FaultInjector } from './faults/fault-injector';
import { createReadingLag, type ReadingLag } from './faults/reading-lag';
import { createThroughFaults, type ThroughFaults } from './faults/through-faults';
import { createJudge } from './limits/caller-conduct';
import { createMeter, type Meter, type Peak } from './limits/call-meter';
import { createServiceFaults, type ServiceFaults } from './faults/service-faults';
import { createNotifier } from './directory/change-notifications';
import { propagationModel } from './settings/propagation';
import type { LoggedRequest } from './request-log';
import { createRoster } from './directory/roster';
import { graphEndpoints, teamsAdminEndpoints } from './routes';
import { scheduleReversals } from './settings/reversals';
import type { Tenant } from './services/service';
import { createSwitches } from './settings/setting-values';
import type { ServiceFault } from './faults/service-fault';
import type { TenantFile } from './tenant-file';
import { startState, type TenantState } from './tenant-state';
import { createTokens, GRAPH_AUDIENCE, TEAMS_AUDIENCE, type Tokens } from './identity/tokens';

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
  serviceFault(serviceFault: ServiceFault): void;
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
  serviceFaults: ServiceFaults;
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
  const serviceFaults = createServiceFaults(file.serviceFaults);
  const model = propagationModel(file);
  const switches = createSwitches(
    state.switches,
    clock,
    model,
    file.flapMinutes,
    () => file.quirks.readsLagSeconds,
  );
  const notifier = createNotifier(state, file.tenantId, clock, inFlight, serviceFaults, judge);
  const roster = createRoster(state, switches, clock, model, notifier, file.quirks);
  const tokens = createTokens(file, clock);
  const tenant: Tenant = {
    file,
    state,
    switches,
    clock,
    model,
    serviceFaults,
    judge,
    notifier,
    newId: randomUUID,
  };
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
  const dispatch = createDispatcher({ clock, judge, serviceFaults, tokens, throughFaults, note });
  scheduleReversals(serviceFaults, switches, clock, state);
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
    serviceFaults,
    note,
    serviceFault: (serviceFault) => serviceFaults.add(serviceFault),
    injector,
    lag: lag.set,
    throughFaults,
    calm() {
      serviceFaults.clear();
      injector.clear();
    },
    onCall: (listener) => void listeners.push(listener),
    answer(service, incoming) {
      requests++;
      return dispatch(services[service], incoming);
    },
  };
}
