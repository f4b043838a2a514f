import type { Clock } from '../../clock/clock';
import type { Notifier } from './change-notifications';
import type { PropagationModel } from '../settings/propagation';
import type { Switches } from '../settings/setting-values';
import type { TenantFile } from '../tenant-file';
import type { Group, TenantState, User } from '../tenant-state';

/** Whom Teams lists: it copies guests from a group in its own time, and only once its own guest access is effective. */
export interface Roster {
  join(group: Group, user: User): void;
  leave(group: Group, userId: string): void;
  membership(group: Group, userId: string): Record<string, unknown>;
  /** Arms what is on its way, after a restart. */
  resume(): void;
}

const MINUTE = 60_000;

export function createRoster(
  state: TenantState,
  switches: Switches,
  clock: Clock,
  model: PropagationModel,
  notifier: Notifier,
  quirks: Pick<TenantFile['quirks'], 'groupsNotifiedWhileTeamsIsOff'>,
): Roster {
  const membershipId = (group: Group, userId: string): string =>
    Buffer.from(`${group.id}##${userId}`).toString('base64');

  function takeOver(group: Group, userId: string): void {
    const waiting = group.onTheirWay.find((one) => one.userId === userId);
    if (waiting === undefined) return;
    const settlesAt = switches.settlesAt('AllowGuestUser') ?? Infinity;
    const isLetIn =
      quirks.groupsNotifiedWhileTeamsIsOff ||
      (switches.effective('AllowGuestUser') === true && switches.stored('AllowGuestUser') === true);
    if (clock.now() < waiting.from) return arm(group, userId, waiting.from);
    if (!isLetIn) return arm(group, userId, settlesAt === Infinity ? clock.now() + 15 * MINUTE : settlesAt);
    group.onTheirWay = group.onTheirWay.filter((one) => one !== waiting);
    group.roster.push(userId);
    notifier.tell(
      `/teams/${group.id}/members`,
      `teams('${group.id}')/members('${membershipId(group, userId)}')`,
      membershipId(group, userId),
    );
  }

  const arm = (group: Group, userId: string, at: number): void => {
    if (Number.isFinite(at)) clock.at(Math.max(at, clock.now() + 1), () => takeOver(group, userId));
  };

  return {
    join(group, user) {
      if (user.userType !== 'Guest') return void group.roster.push(user.id);
      const delay = model.draw('roster');
      if (!Number.isFinite(delay)) return;
      group.onTheirWay.push({ userId: user.id, from: clock.now() + delay });
      arm(group, user.id, clock.now() + delay);
    },
    leave(group, userId) {
      group.roster = group.roster.filter((one) => one !== userId);
      group.onTheirWay = group.onTheirWay.filter((one) => one.userId !== userId);
    },
    membership(group, userId) {
      const user = state.users.find(({ id }) => id === userId);
      const roles = user?.userType === 'Guest' ? ['guest'] : [];
      return {
        '@odata.type': '#microsoft.graph.aadUserConversationMember',
        id: membershipId(group, userId),
        roles,
        displayName: user?.displayName ?? '',
        userId,
        email: user?.mail ?? null,
      };
    },
    resume() {
      for (const group of state.groups)
        for (const { userId, from } of group.onTheirWay) arm(group, userId, from);
    },
  };
}
