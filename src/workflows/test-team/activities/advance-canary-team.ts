import { canaryTagsOf } from '../../../access/signed-token';
import { isMissingNothing, missingOf, sayPermissions } from '../../../controls/permissions';
import {
  isOver,
  LONGEST_CREATION,
  UNHEARD_FOR,
  type CanaryCreation,
} from '../../../domain/tenant/canary-team';
import { explainSignInError } from '../../../domain/diagnosis/entra-sign-in-errors';
import { NoToken, orNoToken, Refused } from '../../../microsoft/http/service-errors';
import {
  askForTeam,
  findTaggedTeam,
  isTeam,
  readOperation,
  type TeamProgress,
} from '../../../microsoft/test-guest/create-canary-team';
import { missingPermissionFor, NEEDED_FOR_CANARY } from '../../../microsoft/permissions/needed-permissions';
import { readGrants } from '../../../microsoft/permissions/read-granted-permissions';
import type { CanaryStore } from '../../../store/tenants/canary-store';
import type { TenantStore } from '../../../store/tenants/tenant-store';
import type { TenantContext } from '../../context/tenant-context';
import { say, verbatim } from '../../../texts/say';

interface Input {
  tenantId: string;
  /** The workflow's time, milliseconds. */
  now: number;
}

/** Where test teams are kept that this installation makes, and where a tenant's team is registered. */
export interface CanaryStores {
  canaries: CanaryStore;
  tenantRecords: TenantStore;
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
  { canaries, tenantRecords }: CanaryStores,
  tenantContextFor: (tenantId: string) => Promise<TenantContext>,
): CanaryActivities {
  return {
    async advanceCanary(input) {
      const { tenantId } = input;
      const found = await canaries.find(tenantId);
      if (found === undefined) throw new Error(`Nobody wants a test team for ${tenantId}.`);
      if (isOver(found.making)) return { isOver: true };
      const tenantContext = await tenantContextFor(tenantId);
      let etag = found.etag;
      /** A step somebody else took first is not taken again. */
      const save = async (making: CanaryCreation): Promise<boolean> => {
        const put = await canaries.put(tenantId, making, etag);
        if (put.kind === 'saved') etag = put.etag;
        return put.kind === 'saved';
      };
      const next = await advance(found.making, input, tenantContext, save).catch((fault: unknown) =>
        unlessRefused(found.making, fault, tenantContext),
      );
      if (next === undefined) return { isOver: false };
      if (next.state === 'ready' && next.groupId !== undefined) await register(tenantId, next.groupId);
      return { isOver: (await save(next)) && isOver(next) };
    },
  };

  async function register(tenantId: string, canaryGroupId: string): Promise<void> {
    for (;;) {
      const found = await tenantRecords.find(tenantId);
      // An operator who named a team meanwhile knows better.
      if (found?.tenantSettings.canaryGroupId !== undefined) return;
      const put = await tenantRecords.put(tenantId, { ...found?.tenantSettings, canaryGroupId }, found?.etag);
      if (put.kind === 'saved') return;
    }
  }
}

/** What Microsoft will not let us do does not get done by trying again. */
async function unlessRefused(
  making: CanaryCreation,
  fault: unknown,
  { clientContext }: TenantContext,
): Promise<CanaryCreation> {
  if (!(fault instanceof Refused)) throw fault;
  const { method, route } = fault.call;
  const missingPermission = await missingPermissionFor(`${method} ${route}`, fault.raw, () =>
    readGrants(clientContext),
  );
  const problem =
    missingPermission === undefined
      ? fault.message
      : say('verdict.lacks', { missing: verbatim(missingPermission).said }).text;
  return { ...making, state: 'failed', problem, error: fault.raw };
}

/** The next state; undefined where somebody else was faster. */
async function advance(
  making: CanaryCreation,
  { tenantId, now }: Input,
  { clients: { graph }, clientContext, statusTokenSecret }: TenantContext,
  save: (making: CanaryCreation) => Promise<boolean>,
): Promise<CanaryCreation | undefined> {
  const { askedAt, operation, groupId } = making;
  const waited = now - Date.parse(askedAt ?? making.wantedAt);
  const failed = (problem: string, error?: unknown): CanaryCreation => ({
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
    return waited > LONGEST_CREATION ? failed('Teams had not made the team after an hour.') : making;
  }

  const granted = await orNoToken(readGrants(clientContext));
  if (granted instanceof NoToken) return failed(explainSignInError(granted.code).text, granted.raw);
  const missing = missingOf([NEEDED_FOR_CANARY], granted);
  if (!isMissingNothing(missing))
    return failed(say('verdict.lacks', { missing: sayPermissions(missing).said }).text);
  const [tag = '', ...earlier] = canaryTagsOf(statusTokenSecret, tenantId);
  const tagged = await findAnyTagged(graph, [tag, ...earlier]);
  const at = new Date(now).toISOString();
  if (tagged !== undefined) return { ...making, state: 'underWay', groupId: tagged, askedAt: askedAt ?? at };
  if (making.state === 'asked' && waited < UNHEARD_FOR) return making;

  const asked: CanaryCreation = { ...making, state: 'asked', askedAt: at };
  if (!(await save(asked))) return undefined;
  const answer = await askForTeam(graph, making.ownerId, tag);
  if (answer.kind === 'asked')
    return answer.operation ? { ...asked, state: 'underWay', operation: answer.operation } : asked;
  const { message = 'without a reason', status } = answer.raw;
  return { ...failed(`Microsoft refused the team (${status}): ${message}`, answer.raw), askedAt: at };
}

/** The team with one of these tags: under which secret it was made, nobody wrote down. */
async function findAnyTagged(
  graph: TenantContext['clients']['graph'],
  tags: readonly string[],
): Promise<string | undefined> {
  for (const tag of tags) {
    const found = await findTaggedTeam(graph, tag);
    if (found !== undefined) return found;
  }
  return undefined;
}
