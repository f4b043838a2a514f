import { z } from 'zod';
import { badRequest, created, noContent, notFound, ok } from '../../answers';
import type { Endpoint, Tenant } from '../service';

export const GROUP_UNIFIED_GUEST = '08d542b9-071f-4e16-94b0-74abb372e3d9';
export const guestTemplate = {
  id: GROUP_UNIFIED_GUEST,
  displayName: 'Group.Unified.Guest',
  values: [{ name: 'AllowToAddGuests', type: 'System.Boolean', defaultValue: 'true' }],
};
const values = z.tuple([
  z.strictObject({ name: z.literal('AllowToAddGuests'), value: z.string().regex(/^(true|false)$/i) }),
]);
const create = z.strictObject({ templateId: z.literal(GROUP_UNIFIED_GUEST), values });
const update = z.strictObject({ values });

const READ = ['GroupSettings.Read.All', 'GroupSettings.ReadWrite.All', 'Directory.Read.All'];
const WRITE = ['GroupSettings.ReadWrite.All', 'Directory.ReadWrite.All'];

/** The guest setting of one group: an object that is there once somebody made it. */
export function teamSettings({ file, state }: Tenant): Endpoint[] {
  const find = (id: string) => state.groups.find((group) => group.id === id);
  const settingId = (groupId: string): string => `dddddddd-${groupId.slice(9)}`;
  const take = ([{ value }]: z.output<typeof values>): boolean => value.toLowerCase() === 'true';

  return [
    {
      method: 'GET',
      route: '/groups/{id}/settings',
      anyOf: READ,
      answer({ ids: [id = ''] }) {
        const group = find(id);
        if (group === undefined) return notFound(id);
        const isOverruled = group.labelRefusesGuests && file.quirks.labelShowsInGroupSettings;
        const allows = isOverruled ? false : group.allowToAddGuests;
        if (allows === undefined) return ok({ value: [] });
        const pair = { name: 'AllowToAddGuests', value: String(allows) };
        return ok({
          value: [
            {
              id: settingId(id),
              displayName: 'Group.Unified.Guest',
              templateId: GROUP_UNIFIED_GUEST,
              values: [pair],
            },
          ],
        });
      },
    },
    {
      method: 'POST',
      route: '/groups/{id}/settings',
      anyOf: WRITE,
      answer({ ids: [id = ''], body }) {
        const group = find(id);
        const parsed = create.safeParse(body);
        if (group === undefined) return notFound(id);
        if (!parsed.success || group.allowToAddGuests !== undefined)
          return badRequest('The template or the values are not valid, or the object exists.');
        group.allowToAddGuests = take(parsed.data.values);
        return created({ id: settingId(id) });
      },
    },
    {
      method: 'PATCH',
      route: '/groups/{id}/settings/{id}',
      anyOf: WRITE,
      answer({ ids: [id = '', setting = ''], body }) {
        const group = find(id);
        const parsed = update.safeParse(body);
        if (group?.allowToAddGuests === undefined || setting !== settingId(id)) return notFound(setting);
        if (!parsed.success) return badRequest('The values are not valid: each is a name and a text.');
        if (group.labels.length === 0) group.allowToAddGuests = take(parsed.data.values);
        return noContent;
      },
    },
    {
      method: 'DELETE',
      route: '/groups/{id}/settings/{id}',
      anyOf: WRITE,
      answer({ ids: [id = '', setting = ''] }) {
        const group = find(id);
        if (group?.allowToAddGuests === undefined || setting !== settingId(id)) return notFound(setting);
        delete group.allowToAddGuests;
        return noContent;
      },
    },
  ];
}
