import { RestError } from '@azure/data-tables';
import type { DurableOptions, RegisteredFunction } from '../contract';
import { activityRunner } from './activities';
import { event, EventType, type HistoryEvent } from './turn/history';
import {
  FINISHED,
  newExecutionId,
  type Head,
  type Instance,
  type Message,
  type OutsideMessage,
  type Parent,
} from './instances/instance';
import type { InstanceIndex } from './instances/instance-index';
import type { InstanceStore } from './instances/instance-store';
import { limit } from './instances/concurrency-limit';
import { takeTurn, type TurnContext } from './turn/turn';
import { readVersions } from './instances/versions';
import type { Alarm } from '../../clock/clock';

interface NewInstance {
  name: string;
  id: string;
  /** JSON text, or null. */
  input: string | null;
  parent?: Parent;
  /** The host's own when left out. */
  version?: string;
}

export interface Engine {
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Makes an instance and begins it. `taken` names the status of an unfinished one that has the id. */
  create(instance: NewInstance): Promise<{ kind: 'created' } | { kind: 'taken'; status: Head['status'] }>;
  /** Keeps a message for an instance; when this resolves it is not lost any more. */
  send(id: string, message: OutsideMessage): Promise<void>;
  purge(id: string): Promise<boolean>;
}

/** One instance while something happens to it. An idle one is an entry with its alarms and nothing else. */
interface Actor {
  mailbox: Message[];
  isActive: boolean;
  alarms: Map<string, Alarm>;
  loaded?: Instance;
}

const MOST_TURNS_AT_ONCE = 20;
const MOST_LOADED = 200;
/** Milliseconds of real time between tries while the storage is away. */
const STORAGE_PAUSE = 300;

/** Runs orchestrations: one turn at a time for each instance, its history in the store, its work derived from it. */
export function createEngine(options: DurableOptions, store: InstanceStore, index: InstanceIndex): Engine {
  const { clock, inFlight, functions, invoke, log } = options;
  const actors = new Map<string, Actor>();
  const turns = limit(Number(options.settings['maxConcurrentOrchestratorFunctions'] ?? MOST_TURNS_AT_ONCE));
  const activities = activityRunner(options);
  const versions = readVersions(options.settings);
  const sending = new Map<string, Promise<void>>();
  let isStopped = false;

  const byName = new Map(
    functions.map((fn) => [`${fn.trigger.type.toLowerCase()} ${fn.name.toLowerCase()}`, fn]),
  );
  const findOrchestrator = (name: string): RegisteredFunction | undefined =>
    byName.get(`orchestrationtrigger ${name.toLowerCase()}`);
  const context: TurnContext = {
    invoke,
    log,
    now: () => clock.now(),
    findOrchestrator,
    isRegistered: (type, name) =>
      type === EventType.TaskScheduled ? activities.has(name) : findOrchestrator(name) !== undefined,
  };

  function actorOf(id: string): Actor {
    const known = actors.get(id);
    if (known) return known;
    const actor: Actor = { mailbox: [], isActive: false, alarms: new Map() };
    actors.set(id, actor);
    return actor;
  }

  function post(id: string, message: Message): void {
    const actor = actorOf(id);
    actor.mailbox.push(message);
    if (actor.isActive || isStopped) return;
    actor.isActive = true;
    void inFlight.during(() => work(id, actor));
  }

  async function work(id: string, actor: Actor): Promise<void> {
    while (actor.mailbox.length > 0 && !isStopped) {
      const batch = actor.mailbox.splice(0);
      try {
        await turns(() => turn(id, actor, batch));
      } catch (error) {
        // The turn did not happen: what is in memory of the instance is thrown away, and the batch comes again.
        delete actor.loaded;
        actor.mailbox.unshift(...batch);
        if (!(error instanceof RestError))
          log(
            'error',
            `A turn of ${id} broke off and is tried again: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
          );
        await new Promise((wake) => setTimeout(wake, STORAGE_PAUSE));
      }
    }
    actor.isActive = false;
    forgetIdle(id, actor);
  }

  function forgetIdle(id: string, actor: Actor): void {
    if (actors.size > MOST_LOADED) delete actor.loaded;
    if (actor.alarms.size === 0 && actor.loaded === undefined && actor.mailbox.length === 0)
      actors.delete(id);
  }

  async function turn(id: string, actor: Actor, batch: readonly Message[]): Promise<void> {
    const instance = actor.loaded ?? (await store.load(id))?.instance;
    if (instance === undefined || FINISHED.includes(instance.head.status)) return dropAll(id, actor);
    if (!versions.mayRun(instance.head.version)) {
      leaveAlone(instance.head);
      return dropAll(id, actor);
    }
    const orders = batch.flatMap((message) => ('order' in message ? [message.order] : []));
    // After a crash the inbox is read again beside a message still on its way: the head knows what it has seen.
    const fresh = batch.filter((message) => !('order' in message) || message.order > instance.head.inboxSeen);
    const result = await takeTurn(context, instance, fresh);
    if (result === undefined) {
      actor.loaded = instance;
      return;
    }
    const { head, events, scheduled } = result;
    const etag = await store.commit(id, instance.etag, head, events);
    log('debug', `${id} took a turn: ${events.map(({ EventType: type }) => EventType[type]).join(' ')}`);
    const isRenewed = head.generation > instance.head.generation;
    actor.loaded = { head, etag, history: isRenewed ? [] : [...instance.history, ...events] };
    if (orders.length > 0) await store.tidy(id, { orders });
    if (isRenewed) {
      cancelAlarms(actor);
      await store.tidy(id, { generation: instance.head.generation, turns: instance.head.turns });
      return post(id, { kind: 'start' });
    }
    if (FINISHED.includes(head.status)) return end(id, actor, head);
    for (const one of scheduled) await dispatch(id, head, one);
  }

  /** Newer than the code here: somebody else has it, or a later start of this host. */
  function leaveAlone({ instanceId, version = '' }: Head): void {
    log('warning', `${instanceId} has version ${version}: left for a host that has its code.`);
  }

  function dropAll(id: string, actor: Actor): void {
    cancelAlarms(actor);
    actor.mailbox = [];
    delete actor.loaded;
    actors.delete(id);
  }

  function cancelAlarms(actor: Actor): void {
    for (const alarm of actor.alarms.values()) alarm.cancel();
    actor.alarms.clear();
  }

  async function end(id: string, actor: Actor, head: Head): Promise<void> {
    dropAll(id, actor);
    await index.leave(head);
    notifyParent(head);
  }

  function notifyParent({ parent, name, status, output }: Head): void {
    if (parent === undefined) return;
    const answer: Partial<HistoryEvent> =
      status === 'Completed'
        ? { TaskScheduledId: parent.taskId, Result: output }
        : { TaskScheduledId: parent.taskId, ...childFailure(name, status, output) };
    const type =
      status === 'Completed'
        ? EventType.SubOrchestrationInstanceCompleted
        : EventType.SubOrchestrationInstanceFailed;
    post(parent.instanceId, {
      kind: 'answer',
      executionId: parent.executionId,
      event: event(type, clock.now(), answer),
    });
  }

  async function dispatch(
    id: string,
    head: Head,
    { EventType: type, EventId, Name = '', Input, InstanceId = '', FireAt }: HistoryEvent,
  ): Promise<void> {
    const { executionId } = head;
    const answer = (one: HistoryEvent): void => post(id, { kind: 'answer', executionId, event: one });
    if (type === EventType.TaskScheduled)
      activities.run({ instanceId: id, name: Name, sequence: EventId, input: Input ?? null }, answer);
    else if (type === EventType.TimerCreated) armTimer(id, executionId, EventId, Date.parse(FireAt ?? ''));
    else
      await createChild(
        {
          id: InstanceId,
          name: Name,
          input: Input ?? null,
          parent: { instanceId: id, executionId, taskId: EventId },
        },
        answer,
      );
  }

  function armTimer(id: string, executionId: string, sequence: number, fireAt: number): void {
    const actor = actorOf(id);
    const key = `${executionId}:${sequence}`;
    const ring = (): void => {
      actor.alarms.delete(key);
      const fired = event(EventType.TimerFired, fireAt, {
        TimerId: sequence,
        FireAt: new Date(fireAt).toISOString(),
      });
      post(id, { kind: 'answer', executionId, event: fired });
    };
    actor.alarms.set(key, clock.at(fireAt, ring));
  }

  /** Makes a child unless it is there already, which it is after a crash behind the parent's commit. */
  async function createChild(
    child: NewInstance & { parent: Parent },
    answer: (one: HistoryEvent) => void,
  ): Promise<void> {
    const there = await store.findHead(child.id);
    const isOurs =
      there?.parent?.executionId === child.parent.executionId && there.parent.taskId === child.parent.taskId;
    if (isOurs) return FINISHED.includes(there.status) ? notifyParent(there) : undefined;
    const made = await create(child);
    if (made.kind === 'created') return;
    const failure = {
      TaskScheduledId: child.parent.taskId,
      ...childFailure(
        child.name,
        made.status,
        JSON.stringify(`An instance ${child.id} is ${made.status} already.`),
      ),
    };
    answer(event(EventType.SubOrchestrationInstanceFailed, clock.now(), failure));
  }

  const create: Engine['create'] = async ({ id, name, input, parent, version = versions.own }) => {
    const now = clock.now();
    const head: Head = {
      instanceId: id,
      name,
      status: 'Pending',
      input,
      output: null,
      customStatus: null,
      executionId: newExecutionId(),
      generation: 0,
      turns: 0,
      createdAt: now,
      updatedAt: now,
      inboxSeen: '',
      carried: [],
      open: [],
      ...(parent && { parent }),
      ...(version !== undefined && { version }),
    };
    const there = await store.findHead(id);
    if (there && !FINISHED.includes(there.status)) return { kind: 'taken', status: there.status };
    if (there) await store.purge(id);
    await index.enter(head);
    if (!(await store.create(head))) return { kind: 'taken', status: 'Pending' };
    post(id, { kind: 'start' });
    return { kind: 'created' };
  };

  /** Takes up an instance that an earlier process left: its timers, its unanswered work, its inbox. */
  async function resume(id: string): Promise<void> {
    const found = await store.load(id);
    if (found === undefined) return index.remove(id);
    const { instance, inbox } = found;
    const { head, history } = instance;
    if (FINISHED.includes(head.status)) {
      await index.leave(head);
      return notifyParent(head);
    }
    if (!versions.mayRun(head.version)) return leaveAlone(head);
    const actor = actorOf(id);
    for (const { sequence, kind, fireAt } of head.open) {
      const scheduled = history.find((one) => one.EventId === sequence);
      if (kind === 'timer' && fireAt !== undefined) armTimer(id, head.executionId, sequence, fireAt);
      else if (scheduled) await dispatch(id, head, scheduled);
    }
    if (inbox.length > 0) actor.mailbox.push(...inbox);
    if (head.turns === 0 || inbox.length > 0) post(id, { kind: 'start' });
  }

  return {
    create,
    async start() {
      await Promise.all([store.open(), index.open()]);
      for (const id of await index.unfinished()) await resume(id);
    },
    async stop() {
      isStopped = true;
      for (const actor of actors.values()) cancelAlarms(actor);
      await inFlight.idle();
    },
    async send(id, message) {
      // One after the other for an instance: what is kept first must be posted first, or a turn takes it for seen.
      const before = sending.get(id) ?? Promise.resolve();
      const sent = before.then(async () => post(id, { ...message, order: await store.keep(id, message) }));
      const settled = sent
        .catch(() => undefined)
        .then(() => {
          if (sending.get(id) === settled) sending.delete(id);
        });
      sending.set(id, settled);
      return sent;
    },
    async purge(id) {
      const actor = actors.get(id);
      if (actor) dropAll(id, actor);
      await index.remove(id);
      return store.purge(id);
    },
  };
}

function childFailure(
  name: string,
  status: Head['status'],
  output: string | null,
): { Reason: string; Details: string } {
  const prefix = `Orchestrator function '${name}' failed: `;
  const text = output === null ? status : String(JSON.parse(output));
  const message = text.startsWith(prefix) ? text.slice(prefix.length) : text;
  return { Reason: prefix + message, Details: `Message: ${message}, StackTrace: ` };
}
