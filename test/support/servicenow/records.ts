import { createHash } from 'node:crypto';

type Row = Record<string, string | null>;
export interface Table {
  columns: readonly string[];
  unique: readonly string[];
  /** Fields that only ever grow: what is set is appended when the record is saved. */
  journals: readonly string[];
  rows: Row[];
  /** What the platform does itself before it saves. */
  beforeSave?: (row: Row) => void;
}
export type Tables = Record<string, Table>;

const SYSTEM = ['sys_id', 'sys_created_on', 'sys_updated_on'];
/** The states in which a task is closed. https://www.servicenow.com/docs: task state model */
const CLOSED = ['3', '4', '7'];

/** As much of the request item as the scripts may know. */
export const requestItems = (): Table => ({
  columns: [
    ...['number', 'state', 'active', 'opened_by', 'cat_item', 'flow_context'],
    ...['correlation_id', 'correlation_display', 'close_notes', 'work_notes', 'comments'],
  ],
  unique: ['number'],
  journals: ['work_notes', 'comments'],
  rows: [],
  beforeSave: (row) => void (row['active'] = CLOSED.includes(row['state'] ?? '') ? '0' : '1'),
});

export const displayOf = (time: number): string =>
  new Date(time).toISOString().slice(0, 19).replace('T', ' ');

/**
 * `GlideRecord`, as far as it is documented and the scripts use it. Stricter than the real one: a table or a column
 * that does not exist is an error, where the platform says nothing and loses the value.
 * https://www.servicenow.com/docs: GlideRecord, scoped
 */
export function glideRecordOf(
  tables: Tables,
  variables: Map<string, Record<string, string>>,
  now: () => number,
) {
  let made = 0;
  const newSysId = (): string => createHash('md5').update(`${now()}:${made++}`).digest('hex');
  const isUnset = (value: unknown): boolean => value === undefined || value === null || value === '';

  return class GlideRecord {
    #table: Table;
    #row: Row = {};
    #found: Row[] = [];
    #wanted: ((row: Row) => boolean)[] = [];
    #limit = Infinity;

    constructor(name: string) {
      const table = tables[name];
      if (table === undefined) throw new Error(`There is no table ${name}.`);
      this.#table = table;
      // eslint-disable-next-line @typescript-eslint/no-this-alias -- the proxy below needs a name for it
      const record = this;
      return new Proxy(record, {
        get(_, name) {
          if (typeof name === 'symbol' || name in record) {
            const member = Reflect.get(record, name) as unknown;
            return typeof member === 'function' ? (member.bind(record) as unknown) : member;
          }
          if (name === 'variables') return record.#variables();
          return { toString: () => record.getValue(name) ?? '' };
        },
        set(_, name, value: string) {
          record.setValue(String(name), value);
          return true;
        },
      });
    }

    #variables(): Record<string, { toString(): string }> {
      const answers = variables.get(this.getUniqueValue()) ?? {};
      return Object.fromEntries(
        Object.entries(answers).map(([name, text]) => [name, { toString: () => text }]),
      );
    }

    #known(column: string): string {
      if (!SYSTEM.includes(column) && !this.#table.columns.includes(column))
        throw new Error(`There is no column ${column}.`);
      return column;
    }

    initialize(): void {
      this.#row = {};
    }

    get(columnOrId: string, value?: string): boolean {
      const column = value === undefined ? 'sys_id' : this.#known(columnOrId);
      const found = this.#table.rows.find((row) => row[column] === String(value ?? columnOrId));
      this.#row = { ...found };
      return found !== undefined;
    }

    addQuery(column: string, value: string): void {
      this.#known(column);
      this.#wanted.push((row) => row[column] === String(value));
    }

    addNullQuery(column: string): void {
      this.#known(column);
      this.#wanted.push((row) => isUnset(row[column]));
    }

    setLimit(limit: number): void {
      this.#limit = limit;
    }

    query(): void {
      this.#found = this.#table.rows
        .filter((row) => this.#wanted.every((fits) => fits(row)))
        .slice(0, this.#limit);
    }

    next(): boolean {
      const next = this.#found.shift();
      if (next !== undefined) this.#row = { ...next };
      return next !== undefined;
    }

    getUniqueValue(): string {
      return this.#row['sys_id'] ?? '';
    }

    /** A boolean is '1' or '0', as on the platform; what was never set is null. */
    getValue(column: string): string | null {
      return this.#row[this.#known(column)] ?? null;
    }

    getDisplayValue(column: string): string {
      return this.getValue(column) ?? '';
    }

    setValue(column: string, value: string | number | boolean | null): void {
      this.#row[this.#known(column)] =
        value === true ? '1' : value === false ? '0' : value === null ? null : String(value);
    }

    /** The new sys_id, or null where a unique column says no. */
    insert(): string | null {
      const isTaken = this.#table.unique.some((column) =>
        this.#table.rows.some((row) => row[column] === this.#row[column]),
      );
      if (isTaken) return null;
      this.#row['sys_id'] = newSysId();
      this.#row['sys_created_on'] = displayOf(now());
      const row: Row = {};
      this.#table.rows.push(row);
      this.#save(row);
      return this.getUniqueValue();
    }

    update(): string | null {
      const row = this.#table.rows.find(({ sys_id: id }) => id === this.getUniqueValue());
      if (row === undefined) return null;
      this.#save(row);
      return this.getUniqueValue();
    }

    #save(row: Row): void {
      this.#row['sys_updated_on'] = displayOf(now());
      this.#table.beforeSave?.(this.#row);
      for (const [column, value] of Object.entries(this.#row)) {
        if (!this.#table.journals.includes(column)) row[column] = value;
        else if (!isUnset(value)) row[column] = [row[column], value].filter(Boolean).join('\n\n');
      }
      for (const journal of this.#table.journals) this.#row[journal] = null;
    }
  };
}
