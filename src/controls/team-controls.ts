import { CHECKLIST } from './checklist';
import type { Control, DocumentId } from './control';

/** Settings of which every team has its own. */
const TEAM_DOCUMENTS: readonly DocumentId[] = ['teamGroup', 'team'];
const OF_TEAMS = CHECKLIST.filter(
  ({ document }) => document !== undefined && TEAM_DOCUMENTS.includes(document),
);

/** A switch of one team among many: `G-3:cccccccc-…`; a switch of the tenant keeps its name. */
export const idInTeam = (id: string, teamId: string | undefined): string =>
  teamId !== undefined && OF_TEAMS.some((one) => one.id === id) ? `${id}:${teamId}` : id;

export const isOfTeam = ({ id }: Pick<Control, 'id'>): boolean => id.includes(':');

/** The switches of a team, each a control of its own. */
export const controlsOfTeam = (teamId: string): Control[] =>
  OF_TEAMS.map((control) => ({ ...control, id: idInTeam(control.id, teamId) }));
