import { ROUTES } from '../../src/api/route-table';
import { BASE, type Route } from '../../src/api/route';

/** What any call may answer besides what its entry in the table says. */
const COMMON = [400, 401, 403, 413, 415, 422, 429, 503];

/**
 * Holds an answer against what the route table publishes of its call, and hands it on.
 * @throws Error saying what the table does not know
 */
export async function heldToContract(method: string, path: string, answer: Response): Promise<Response> {
  const route = ROUTES.find((one) => one.method === method && matches(one, path));
  if (route === undefined) return answer;
  const { answers, problems = {} } = route;
  const { status } = answer;
  // A record that is there and cannot be read is told by whatever needs it.
  const isUnreadable = status === 409 && (await answer.clone().text()).includes('record-unreadable');
  if (!isUnreadable && ![...Object.keys({ ...answers, ...problems }).map(Number), ...COMMON].includes(status))
    throw new Error(`${route.operationId} answers ${status}, and the table does not know that.`);
  const { schema, headers = [] } = answers[status] ?? {};
  for (const name of headers)
    if (!answer.headers.has(name)) throw new Error(`${route.operationId} answers without ${name}.`);
  if (schema === undefined || !answer.headers.get('content-type')?.includes('json')) return answer;
  const body: unknown = await answer.clone().json();
  // What the schema does not know is not in its output.
  expect(schema.parse(body)).toEqual(body);
  return answer;
}

function matches({ path }: Route, asked: string): boolean {
  const pathname = asked.split('?')[0] ?? '';
  return new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}$`).test(pathname.replace(BASE, ''));
}
