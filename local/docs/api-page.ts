import { ROLES } from '../../src/access/caller';
import {
  bodySchemaOf,
  jsonSchemaOf,
  parametersOf,
  type JsonSchema,
} from '../../src/api/documents/json-schema';
import { BASE, type Answer, type Route } from '../../src/api/route';

type Schema = NonNullable<Answer['schema']>;

const INTRODUCTION = `# The API

Written by \`npm run docs\` from the route table (\`src/api/route-table.ts\`); do not edit. The same as
[OpenAPI 3.0](openapi.json), which the app serves at \`GET ${BASE}/openapi.json\`.

JSON in UTF-8, at most 64 KB. Times are ISO 8601 in UTC. A field nobody knows is refused. Everything wrong with a call
is named at once, in a [problem document](https://www.rfc-editor.org/rfc/rfc9457). Besides what is said at each call,
any may answer 400 (not JSON), 401 (no valid credential), 403 (a role is missing), 413, 415, 422 (mistakes, each
named), 409 \`record-unreadable\` (a stored row is damaged: an operator must mend it), 429 (more than one caller may send in a minute: wait for \`Retry-After\`) or 503 (for a moment: the same). A missing
or wrong key is refused by the platform itself: 401 without a body. Who is who: [decision 0010](decisions/0010-who-comes-in.md).`;

/** The interface for people who do not read OpenAPI. */
export function apiPage(routes: readonly Route[]): string {
  const overview = table(
    ['call', 'for', 'who may'],
    routes.map((route) => [`[${nameOf(route)}](#${anchorOf(route)})`, route.summary, whoMay(route)]),
  );
  const named = new Map<string, Schema>();
  for (const { answers, tells } of routes)
    for (const { schema } of [...Object.values(answers), ...(tells ? [tells] : [])]) {
      const { title } = schema?.meta() ?? {};
      if (schema !== undefined && title !== undefined) named.set(title, schema);
    }
  const definitions = [...named].map(([title, schema]) => `## ${title}\n\n${fieldsOf(schema)}`);
  return `${[INTRODUCTION, overview, ...routes.map(sectionOf), ...definitions].join('\n\n')}\n`;
}

const nameOf = ({ method, path }: Route): string => `\`${method} ${BASE}${path}\``;
/** As the heading of a call is linked to: its letters, digits and hyphens in lower case, blanks as hyphens. */
const anchorOf = (route: Route): string =>
  nameOf(route)
    .toLowerCase()
    .replace(/[^\w\- ]/g, '')
    .replaceAll(' ', '-');

function whoMay({ access }: Route): string {
  if (access === 'anyone') return 'anyone';
  if (access === 'tokenHolder') return 'whoever holds its token';
  return access.length === ROLES.length ? 'whoever has a role' : access.join(', ');
}

function sectionOf(route: Route): string {
  const parameters = parametersOf(route);
  const body = bodySchemaOf(route);
  return [
    `## ${nameOf(route)}`,
    `${route.summary}: \`${route.operationId}\`. ${route.description} Who may: ${whoMay(route)}.`,
    ...(parameters.length > 0
      ? [
          table(
            ['parameter', 'in', 'meaning'],
            parameters.map(({ name, in: place, required, description, schema }) => [
              `\`${name}\`${required ? ' \\*' : ''}`,
              place,
              `${description}${limitsOf(schema)}`,
            ]),
          ),
        ]
      : []),
    ...(body ? [`${route.isBodyOptional ? 'The body may be left out.\n\n' : ''}${fields(body)}`] : []),
    answersOf(route),
    ...(route.tells ? [toldLater(route.tells)] : []),
  ].join('\n\n');
}

const toldLater = ({ field, description, schema }: NonNullable<Route['tells']>): string =>
  `Tells later, at \`${field}\`: ${linkTo(schema)}. ${description} More: [calling back](callbacks.md).`;

const linkTo = (schema: Schema): string => {
  const { title = '' } = schema.meta() ?? {};
  return `[${title}](#${title.toLowerCase()})`;
};

function answersOf({ answers, problems = {} }: Route): string {
  const good = Object.entries(answers).map(([status, answer]) => [status, inWords(answer)]);
  const all = [...good, ...Object.entries(problems)].sort(([a = ''], [b = '']) => (a < b ? -1 : 1));
  const unnamed = Object.values(answers).flatMap(({ schema }) =>
    schema && schema.meta()?.title === undefined ? [fieldsOf(schema)] : [],
  );
  return [table(['answer', 'meaning'], all), ...new Set(unnamed)].join('\n\n');
}

function inWords({ description, schema, also = [], headers = [] }: Answer): string {
  const { title } = schema?.meta() ?? {};
  return [
    description,
    schema === undefined || title === undefined ? '' : ` ${linkTo(schema)}.`,
    also.length > 0 ? ` Also as ${also.map((type) => `\`${type}\``).join(', ')}.` : '',
    headers.length > 0 ? ` With ${headers.map((name) => `\`${name}\``).join(' and ')}.` : '',
  ].join('');
}

const fieldsOf = (schema: Schema): string => fields(jsonSchemaOf(schema, 'output'));

const fields = (schema: JsonSchema): string => {
  const rows = rowsOf(schema, '');
  return rows.length === 0 ? (schema.description ?? '') : table(['field', 'type', 'meaning'], rows);
};

/** A field a row, those inside others with their whole way: `plan.changes[].control`. */
function rowsOf({ properties = {}, required = [] }: JsonSchema, way: string): string[][] {
  return Object.entries(properties).flatMap(([field, schema]) => {
    const name = `${way}${field}`;
    const inner = schema.items ?? schema;
    const type = schema.items ? `list of ${typeOf(inner)}s` : typeOf(schema);
    const row = [
      `\`${name}\`${required.includes(field) ? ' \\*' : ''}`,
      type,
      `${schema.description ?? ''}${limitsOf(schema)}`,
    ];
    return [row, ...rowsOf(inner, schema.items ? `${name}[].` : `${name}.`)];
  });
}

const typeOf = ({ type = 'any', format }: JsonSchema): string =>
  format === 'date-time' ? 'time' : format === undefined || format === 'int64' ? type : format;

function limitsOf(schema: JsonSchema): string {
  const { default: usual, description = '', minimum, maximum } = schema;
  const choices = schema.enum ?? [];
  const areTold = choices.every((one) => description.includes(`\`${String(one)}\``));
  return [
    !areTold ? ` One of ${choices.map((one) => `\`${String(one)}\``).join(', ')}.` : '',
    typeof minimum === 'number' && typeof maximum === 'number' ? ` From ${minimum} to ${maximum}.` : '',
    usual === undefined ? '' : ` Default \`${JSON.stringify(usual).replaceAll('"', '')}\`.`,
  ].join('');
}

function table(head: string[], rows: readonly string[][]): string {
  const line = (cells: string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replaceAll('\n', ' ')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
