/** Makes spreadsheets read UTF-8, also where their system has another habit. */
const BYTE_ORDER_MARK = '\ufeff';

/** What a spreadsheet takes for the beginning of a formula; also in full width, as some languages type it. */
const FORMULA = '[=+\\-@\uff1d\uff0b\uff0d\uff20]';
const AT_START = new RegExp(`^[\\s"']*${FORMULA}|^[\\t\\r\\n]`, 'u');
/**
 * A spreadsheet that splits at semicolons, as in most of Europe, knows nothing of quotes that begin in the middle of its
 * cells: then a formula may also begin behind any separator.
 */
const AFTER_SEPARATOR = new RegExp(`([;,|\\t\\r\\n][\\s"']*)(?=${FORMULA})`, 'gu');

/** A value as text that no spreadsheet runs: what somebody wrote must stay what he wrote, and not become a command. */
export function shownInCell(value: unknown): string {
  const text = typeof value === 'string' ? value : value === undefined ? '' : JSON.stringify(value);
  const inside = text.replace(AFTER_SEPARATOR, "$1'");
  return AT_START.test(inside) ? `'${inside}` : inside;
}

/** A table of RFC 4180: texts as they are shown, in quotes where they need them. */
export function csvOf(rows: readonly (readonly string[])[]): string {
  const quoted = (text: string): string =>
    /[",;|\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  return BYTE_ORDER_MARK + rows.map((row) => `${row.map(quoted).join(',')}\r\n`).join('');
}
