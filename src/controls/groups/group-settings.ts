import { z } from 'zod';
import type { Clients, SettingsDocument } from '../settings-document';

/** The template of the tenant-wide settings of Microsoft 365 groups, `Group.Unified`. */
const GROUP_UNIFIED = '62375ab9-6b52-47ed-826b-58e47e0e304b';

const pairSchema = z.object({
  name: z.string(),
  value: z
    .string()
    .nullable()
    .transform((text) => text ?? ''),
});
const settingsSchema = z.object({ id: z.string(), templateId: z.string(), values: z.array(pairSchema) });
const listSchema = z.object({ value: z.array(settingsSchema) });
const templateSchema = z.object({
  values: z.array(z.object({ name: z.string(), defaultValue: z.string().nullable() })),
});

type Pair = z.output<typeof pairSchema>;

/**
 * https://learn.microsoft.com/graph/group-directory-settings
 * No object exists until somebody makes one; until then everything stands at its default, which lets guests in.
 */
export const groupSettings: SettingsDocument = {
  async read({ graph }) {
    const { value, requestId } = await graph.call('GET', '/groupSettings', '/groupSettings', {
      schema: listSchema,
    });
    const base = value.value.find(({ templateId }) => templateId === GROUP_UNIFIED);
    const isOn = (name: string): boolean =>
      (base?.values.find((pair) => pair.name === name)?.value ?? 'true').toLowerCase() === 'true';
    const values = {
      AllowToAddGuests: isOn('AllowToAddGuests'),
      AllowGuestsToAccessGroups: isOn('AllowGuestsToAccessGroups'),
    };
    return { values, base, ...(requestId && { requestId }) };
  },

  async write(clients, properties, upon) {
    const settings = upon.base === undefined ? undefined : settingsSchema.parse(upon.base);
    const wish = ({ name, value }: Pair): Pair => ({ name, value: String(properties[name] ?? value) });
    // A write must carry every value, or those it leaves out fall back to their defaults.
    const { requestId } = settings
      ? await clients.graph.call('PATCH', '/groupSettings/{id}', `/groupSettings/${settings.id}`, {
          schema: z.unknown(),
          body: { values: settings.values.map(wish) },
        })
      : await clients.graph.call('POST', '/groupSettings', '/groupSettings', {
          schema: z.unknown(),
          body: { templateId: GROUP_UNIFIED, values: (await defaults(clients)).map(wish) },
        });
    return requestId;
  },
};

async function defaults({ graph }: Clients): Promise<Pair[]> {
  const route = '/groupSettingTemplates/{id}';
  const { value } = await graph.call('GET', route, `/groupSettingTemplates/${GROUP_UNIFIED}`, {
    schema: templateSchema,
  });
  return value.values.map(({ name, defaultValue }) => ({ name, value: defaultValue ?? '' }));
}
