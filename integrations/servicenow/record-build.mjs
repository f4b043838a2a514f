/**
 * Writes down what the compiler made of the sources: `built.json`. The tests compare the sources with it, so that a
 * change that was never compiled does not go unnoticed, and set up their ServiceNow from it.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const HERE = path.dirname(fileURLToPath(import.meta.url));
const read = (file) => readFileSync(path.join(HERE, file), 'utf8');
const filesIn = (folder) =>
  readdirSync(path.join(HERE, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(HERE, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, '/'));
const decoded = (text) =>
  text
    .replace(/^<!\[CDATA\[([^]*)\]\]>$/, '$1')
    .replace(
      /&(lt|gt|quot|apos|amp);/g,
      (_, name) => ({ lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' })[name],
    );

/** Every record of a table, as a function from column to value. */
const update = filesIn('dist/app/update').map((file) => ({ file, xml: read(file) }));
const recordsOf = (table) =>
  update
    .filter(({ xml }) => xml.includes(`<${table} action="INSERT_OR_UPDATE">`))
    .map(({ xml }) => (column) => {
      const [, text = ''] = new RegExp(`<${column}(?: [^>]*)?>([^]*?)</${column}>`).exec(xml) ?? [];
      return decoded(text);
    })
    .sort((one, other) => (one('sys_id') < other('sys_id') ? -1 : 1));
const byName = (records, name, value) => Object.fromEntries(records.map((one) => [one(name), value(one)]));

const roleNames = byName(recordsOf('sys_user_role'), 'sys_id', (one) => one('name'));
const rolesOf = (acl) =>
  recordsOf('sys_security_acl_role')
    .filter((one) => one('sys_security_acl') === acl)
    .map((one) => roleNames[one('sys_user_role')]);
const scriptFileOf = (script) => filesIn('scripts').find((file) => read(file) === script);
const counted = (names) =>
  names.sort().reduce((counts, name) => ({ ...counts, [name]: (counts[name] ?? 0) + 1 }), {});
const dictionary = read(filesIn('dist/app/dictionary')[0]);
const found = (pattern) => [...dictionary.matchAll(pattern)].map(([, name]) => name).sort();

const app = {
  scope: JSON.parse(read('now.config.json')).scope,
  sdk: JSON.parse(read('package.json')).devDependencies['@servicenow/sdk'],
  records: counted(update.map(({ file }) => path.basename(file).replace(/_([0-9a-f]{32}|x_.*)\.xml$/, ''))),
  properties: byName(recordsOf('sys_properties'), 'name', (one) => one('value')),
  restMessages: byName(recordsOf('sys_rest_message'), 'name', (message) => ({
    headers: byName(
      recordsOf('sys_rest_message_headers').filter((one) => one('rest_message') === message('sys_id')),
      'name',
      (one) => one('value'),
    ),
    functions: byName(
      recordsOf('sys_rest_message_fn').filter((one) => one('rest_message') === message('sys_id')),
      'function_name',
      (one) => ({
        method: one('http_method').toUpperCase(),
        endpoint: one('rest_endpoint'),
        variables: recordsOf('sys_rest_message_fn_parameters')
          .filter((parameter) => parameter('rest_message_function') === one('sys_id'))
          .map((parameter) => parameter('name'))
          .sort(),
      }),
    ),
  })),
  resources: recordsOf('sys_ws_operation').map((one) => ({
    method: one('http_method'),
    path: one('operation_uri'),
    roles: one('enforce_acl').split(',').flatMap(rolesOf),
    script: scriptFileOf(one('operation_script')),
  })),
  scriptIncludes: byName(recordsOf('sys_script_include'), 'name', (one) => scriptFileOf(one('script'))),
  scriptActions: byName(recordsOf('sysevent_script_action'), 'event_name', (one) =>
    scriptFileOf(one('script')),
  ),
  events: recordsOf('sysevent_register').map((one) => one('event_name')),
  table: {
    name: found(/<element name="(\w+)" type="collection"/g)[0],
    columns: found(/<element name="(\w+)" type="(?!collection)/g),
    unique: found(/<index name="\w+" unique="true">\s*<element name="(\w+)"/g),
  },
  questions: recordsOf('item_option_new')
    .map((one) => one('name'))
    .sort(),
  sources: Object.fromEntries(
    ['package.json', 'package-lock.json', 'now.config.json', ...filesIn('scripts'), ...filesIn('src')]
      .sort()
      .map((file) => [file, createHash('sha256').update(read(file)).digest('hex')]),
  ),
};
writeFileSync(path.join(HERE, 'built.json'), `${JSON.stringify(app, null, 2)}\n`);
