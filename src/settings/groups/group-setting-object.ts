import { z } from 'zod';
import type { GraphClient, GraphReader } from '../../microsoft/graph/graph-client';
import { NotShownYet, orGone } from '../../microsoft/http/service-errors';
import type { Snapshot } from '../settings-document';
import { inWords, type Value, type Values } from '../../controls/values/value';

const pairSchema = z.object({
  name: z.string(),
  value: z
    .string()
    .nullable()
    .transform((text) => text ?? ''),
});
const objectSchema = z.object({ id: z.string(), templateId: z.string(), values: z.array(pairSchema) });
const listSchema = z.object({ value: z.array(objectSchema) });
const templateSchema = z.object({
  values: z.array(z.object({ name: z.string(), defaultValue: z.string().nullable() })),
});
type Pair = z.output<typeof pairSchema>;

/** Where the settings objects of a kind are kept: of the tenant, or of one group. */
export interface SettingObjects {
  /** `/groupSettings`, `/groups/{id}/settings`: for people and records. */
  route: string;
  path: string;
  templateId: string;
}

/**
 * Directory settings: name and value as text, made from a template. Until somebody makes an object everything stands
 * at its default, and nothing is read here. https://learn.microsoft.com/graph/group-directory-settings
 */
export async function readSettingObject(
  graph: GraphReader,
  { route, path, templateId }: SettingObjects,
): Promise<Snapshot> {
  const { value, requestId } = await graph.call('GET', route, path, { schema: listSchema });
  const base = value.value.find((one) => one.templateId === templateId);
  const values: Values = Object.fromEntries((base?.values ?? []).map((pair) => [pair.name, valueOf(pair)]));
  return { values, base, ...(requestId && { requestId }) };
}

/** Switches are text too; some tools write `True`. */
function valueOf({ value }: Pair): Value {
  const text = value.toLowerCase();
  if (text === 'true' || text === 'false') return text === 'true';
  return value === '' ? null : value;
}

/**
 * Writes switches of an object. Null means "as if nobody had set it": where that leaves nothing but defaults, the
 * object itself is deleted again.
 */
export async function writeSettingObject(
  graph: GraphClient,
  { route, path, templateId }: SettingObjects,
  properties: Values,
  base: unknown,
): Promise<string | undefined> {
  const existing = base === undefined ? undefined : objectSchema.parse(base);
  const resets = Object.values(properties).includes(null);
  // Taking back where nothing is: the object is one of ours, made a short time ago.
  if (existing === undefined && resets)
    throw new NotShownYet({ service: 'Microsoft Graph', method: 'GET', route });
  const defaults = existing && !resets ? [] : await defaultsOf(graph, templateId);
  const defaultOf = (name: string): string => defaults.find((pair) => pair.name === name)?.value ?? '';
  const desired = ({ name, value }: Pair): Pair => {
    const wanted = properties[name];
    return {
      name,
      value: wanted === undefined ? value : wanted === null ? defaultOf(name) : inWords(wanted),
    };
  };
  const schema = z.unknown();
  if (existing === undefined) {
    const body = { templateId, values: defaults.map(desired) };
    return (await graph.call('POST', route, path, { schema, body })).requestId;
  }
  // A write must carry every value, or those it leaves out fall back to their defaults.
  const values = existing.values.map(desired);
  const target = `${path}/${existing.id}`;
  const isDefault = ({ name, value }: Pair): boolean => value.toLowerCase() === defaultOf(name).toLowerCase();
  if (resets && values.every(isDefault))
    return (await orGone(graph.call('DELETE', `${route}/{id}`, target, { schema })))?.requestId;
  return (await graph.call('PATCH', `${route}/{id}`, target, { schema, body: { values } })).requestId;
}

async function defaultsOf(graph: GraphClient, templateId: string): Promise<Pair[]> {
  const route = '/groupSettingTemplates/{id}';
  const path = `/groupSettingTemplates/${templateId}`;
  const { value } = await graph.call('GET', route, path, { schema: templateSchema });
  return value.values.map(({ name, defaultValue }) => ({ name, value: defaultValue ?? '' }));
}
