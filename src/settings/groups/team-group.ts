import { z } from 'zod';
import type { Scope, SettingsDocument } from '../settings-document';
import { readSettingObject, writeSettingObject, type SettingObjects } from './group-setting-object';

const labelsSchema = z.object({
  assignedLabels: z.array(z.object({ labelId: z.string(), displayName: z.string().nullish() })).nullish(),
});

/** The settings of one group, made from the template `Group.Unified.Guest`. */
const objectsOf = ({ teamId = '' }: Scope): SettingObjects => ({
  route: '/groups/{id}/settings',
  path: `/groups/${teamId}/settings`,
  templateId: '08d542b9-071f-4e16-94b0-74abb372e3d9',
});

/** The group behind a team: its own guest setting and its sensitivity labels. */
export const teamGroup: SettingsDocument = {
  service: 'graph',
  place: '/groups/{id}/settings',
  async read({ graph }, scope) {
    const [setting, group] = await Promise.all([
      readSettingObject(graph, objectsOf(scope)),
      graph.call('GET', '/groups/{id}', `/groups/${scope.teamId ?? ''}?$select=id,assignedLabels`, {
        schema: labelsSchema,
      }),
    ]);
    const labels = group.value.assignedLabels ?? [];
    const names = labels.map(({ labelId, displayName }) => displayName ?? labelId);
    return { ...setting, values: { ...setting.values, assignedLabels: names } };
  },
  write: ({ graph }, properties, { base }, scope) =>
    writeSettingObject(graph, objectsOf(scope), properties, base),
};
