import { z } from 'zod';
import { badRequest, created, noContent, notFound, ok } from '../../answers';
import { GROUP_DEFAULTS } from '../../tenant-state';
import { GROUP_UNIFIED_GUEST, guestTemplate } from './team-settings';
import type { Endpoint, Tenant } from '../service';

const GROUP_UNIFIED = '62375ab9-6b52-47ed-826b-58e47e0e304b';
const SWITCHES = ['AllowToAddGuests', 'AllowGuestsToAccessGroups'] as const;
const values = z.array(z.strictObject({ name: z.string(), value: z.string() }));
const bodies = {
  create: z.strictObject({ templateId: z.string(), values }),
  update: z.strictObject({ values }),
};

const READ = ['GroupSettings.Read.All', 'GroupSettings.ReadWrite.All', 'Directory.Read.All'];
const WRITE = ['GroupSettings.ReadWrite.All', 'Directory.ReadWrite.All'];

/** https://learn.microsoft.com/graph/group-directory-settings */
export function groupSettings({ state, switches, judge, newId }: Tenant): Endpoint[] {
  const shown = () => ({
    id: state.groupSettingsId,
    displayName: 'Group.Unified',
    templateId: GROUP_UNIFIED,
    values: [
      ...SWITCHES.map((name) => ({ name, value: JSON.stringify(switches.read(name)) })),
      ...Object.entries(state.groupSettingsRest).map(([name, value]) => ({ name, value })),
    ],
  });

  /** A write holds the whole set, each value as text. */
  function take(given: z.output<typeof values>): string | undefined {
    const names = [...SWITCHES, ...Object.keys(state.groupSettingsRest)];
    const missing = names.filter((name) => !given.some((pair) => pair.name === name));
    const unknown = given.filter(({ name }) => !names.includes(name));
    if (unknown.length > 0) return `The setting '${unknown[0]?.name}' is not defined in the template.`;
    if (missing.length > 0)
      judge.fault(
        `group settings were written without ${missing.join(', ')}: they fall back to their defaults`,
      );
    for (const { name, value } of given) {
      const isSwitch = SWITCHES.find((one) => one === name);
      if (isSwitch === undefined) state.groupSettingsRest[name] = value;
      else if (!/^(true|false)$/i.test(value)) return `The value '${value}' is not a boolean.`;
      else switches.set(isSwitch, value.toLowerCase() === 'true');
    }
    return undefined;
  }

  return [
    {
      method: 'GET',
      route: '/groupSettings',
      anyOf: READ,
      answer: () => ok({ value: state.groupSettingsId === null ? [] : [shown()] }),
    },
    {
      method: 'POST',
      route: '/groupSettings',
      anyOf: WRITE,
      answer({ body }) {
        const parsed = bodies.create.safeParse(body);
        if (!parsed.success || parsed.data.templateId !== GROUP_UNIFIED)
          return badRequest('The template or the values are not valid.');
        if (state.groupSettingsId !== null)
          return badRequest(
            'A conflicting object with one or more of the specified property values is present in the directory.',
          );
        const refused = take(parsed.data.values);
        if (refused !== undefined) return badRequest(refused);
        state.groupSettingsId = newId();
        return created(shown());
      },
    },
    {
      method: 'PATCH',
      route: '/groupSettings/{id}',
      anyOf: WRITE,
      answer({ ids: [id = ''], body }) {
        if (id !== state.groupSettingsId) return notFound(id);
        const parsed = bodies.update.safeParse(body);
        if (!parsed.success) return badRequest('The values are not valid: each is a name and a text.');
        const refused = take(parsed.data.values);
        return refused === undefined ? noContent : badRequest(refused);
      },
    },
    {
      method: 'DELETE',
      route: '/groupSettings/{id}',
      anyOf: WRITE,
      answer({ ids: [id = ''] }) {
        if (id !== state.groupSettingsId) return notFound(id);
        state.groupSettingsId = null;
        state.groupSettingsRest = { ...GROUP_DEFAULTS };
        for (const name of SWITCHES) switches.set(name, true);
        return noContent;
      },
    },
    {
      method: 'GET',
      route: '/groupSettingTemplates/{id}',
      anyOf: READ,
      answer: ({ ids: [id = ''] }) =>
        id === GROUP_UNIFIED_GUEST
          ? ok(guestTemplate)
          : id === GROUP_UNIFIED
            ? ok({
                id,
                displayName: 'Group.Unified',
                values: [
                  ...SWITCHES.map((name) => ({ name, type: 'System.Boolean', defaultValue: 'true' })),
                  ...Object.entries(GROUP_DEFAULTS).map(([name, defaultValue]) => ({
                    name,
                    type: 'System.String',
                    defaultValue,
                  })),
                ],
              })
            : notFound(id),
    },
  ];
}
