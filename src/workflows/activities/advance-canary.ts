import { canaryTagsOf } from '../../access/signed-token';
import { isMissingNothing, missingOf, sayPermissions } from '../../controls/permissions';
import { isOver, LONGEST_MAKING, UNHEARD_FOR, type CanaryMaking } from '../../enablement/canary';
import { whyNotLetIn } from '../../enablement/not-let-in';
import { NoToken, orNoToken, Refused } from '../../http/faults';
import {
  askForTeam,
  findTaggedTeam,
  isTeam,
  readOperation,
  type TeamProgress,
} from '../../proof/canary-team';
import { lackedBy, NEEDED_FOR_CANARY } from '../../proof/permissions';
import { readGrants } from '../../proof/read-grants';
import type { CanaryStore } from '../../store/canary-store';
import type { TenantStore } from '../../store/tenant-store';
import type { Tools } from './tools';
import { say, verbatim } from '../../texts/say';

interface Input {
  tenantId: string;
  /** The workflow's time, milliseconds. */
  now: number;
}

/** Where test teams are kept that this installation makes, and where a tenant's team is registered. */
export interface CanaryStores {
  canaries: CanaryStore;
  registrations: TenantStore;
}

export interface CanaryActivities {
  /** Takes the making of a test team one step on; answers whether it is over. */
  advanceCanary: (input: Input) => Promise<{ isOver: boolean }>;
}

/**
 * The making of a test team, step by step. Each step is in the row before the next is taken, and asking Teams is too: it
 * would make a second team of a second question, so where the answer got lost the directory is searched for the first.
 */
export function createCanaryActivities(
  { canaries, registrations }: CanaryStores,
  toolsFor: (tenantId: string) => Promise<Tools>,
): CanaryActivities {
  return {
    async advanceCanary(input) {
      const { tenantId } = input;
      const found = await canaries.find(tenantId);
      if (found === undefined) throw new Error(`Nobody wants a test team for ${tenantId}.`);
      if (isOver(found.making)) return { isOver: true };
      const tools = await toolsFor(tenantId);
      let etag = found.etag;
      /** A step somebody else took first is not taken again. */
      const save = async (making: CanaryMaking): Promise<boolean> => {
        const put = await canaries.put(tenantId, making, etag);
        if (put.kind === 'saved') etag = put.etag;
        return put.kind === 'saved';
      };
      const next = await advance(found.making, input, tools, save).catch((fault: unknown) =>
        unlessRefused(found.making, fault, tools),
      );
      if (next === undefined) return { isOver: false };
      if (next.state === 'ready' && next.groupId !== undefined) await register(tenantId, next.groupId);
      return { isOver: (await save(next)) && isOver(next) };
    },
  };

  async function register(tenantId: string, canaryGroupId: string): Promise<void> {
    for (;;) {
      const found = await registrations.find(tenantId);
      // An operator who named a team meanwhile knows better.
      if (found?.registration.canaryGroupId !== undefined) return;
      const put = await registrations.put(tenantId, { ...found?.registration, canaryGroupId }, found?.etag);
      if (put.kind === 'saved') return;
    }
  }
}

/** What Microsoft will not let us do does not get done by trying again. */
async function unlessRefused(making: CanaryMaking, fault: unknown, { out }: Tools): Promise<CanaryMaking> {
  if (!(fault instanceof Refused)) throw fault;
  const { method, route } = fault.call;
  const lacked = await lackedBy(`${method} ${route}`, fault.raw, () => readGrants(out));
  const problem =
    lacked === undefined ? fault.message : say('verdict.lacks', { missing: verbatim(lacked).said }).text;
  return { ...making, state: 'failed', problem, error: fault.raw };
}

/** The next state; undefined where somebody else was faster. */
async function advance(
  making: CanaryMaking,
  { tenantId, now }: Input,
  { clients: { graph }, out, statusTokenSecret }: Tools,
  save: (making: CanaryMaking) => Promise<boolean>,
): Promise<CanaryMaking | undefined> {
  const { askedAt, operation, groupId } = making;
  const waited = now - Date.parse(askedAt ?? making.wantedAt);
  const failed = (problem: string, error?: unknown): CanaryMaking => ({
    ...making,
    state: 'failed',
    problem,
    ...(error !== undefined && { error }),
  });

  if (making.state === 'underWay') {
    const progress: TeamProgress =
      operation !== undefined
        ? await readOperation(graph, operation)
        : groupId !== undefined && (await isTeam(graph, groupId))
          ? { kind: 'made', teamId: groupId }
          : { kind: 'underWay' };
    if (progress.kind === 'made') return { ...making, state: 'ready', groupId: progress.teamId };
    if (progress.kind === 'failed') return failed(`Teams could not make the team: ${progress.reason}.`);
    return waited > LONGEST_MAKING ? failed('Teams had not made the team after an hour.') : making;
  }

  const granted = await orNoToken(readGrants(out));
  if (granted instanceof NoToken) return failed(whyNotLetIn(granted.code).text, granted.raw);
  const missing = missingOf([NEEDED_FOR_CANARY], granted);
  if (!isMissingNothing(missing))
    return failed(say('verdict.lacks', { missing: sayPermissions(missing).said }).text);
  const [tag = '', ...earlier] = canaryTagsOf(statusTokenSecret, tenantId);
  const tagged = await findAnyTagged(graph, [tag, ...earlier]);
  const at = new Date(now).toISOString();
  if (tagged !== undefined) return { ...making, state: 'underWay', groupId: tagged, askedAt: askedAt ?? at };
  if (making.state === 'asked' && waited < UNHEARD_FOR) return making;

  const asked: CanaryMaking = { ...making, state: 'asked', askedAt: at };
  if (!(await save(asked))) return undefined;
  const answer = await askForTeam(graph, making.ownerId, tag);
  if (answer.kind === 'asked')
    return answer.operation ? { ...asked, state: 'underWay', operation: answer.operation } : asked;
  const { message = 'without a reason', status } = answer.raw;
  return { ...failed(`Microsoft refused the team (${status}): ${message}`, answer.raw), askedAt: at };
}

/** The team with one of these tags: under which secret it was made, nobody wrote down. */
async function findAnyTagged(
  graph: Tools['clients']['graph'],
  tags: readonly string[],
): Promise<string | undefined> {
  for (const tag of tags) {
    const found = await findTaggedTeam(graph, tag);
    if (found !== undefined) return found;
  }
  return undefined;
}
