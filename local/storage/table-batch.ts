import { operationOf, type Operation } from './table-operation';

/** The operations of a transaction, as its one change set names them. @param body `multipart/mixed` */
export function operationsIn(body: string): Operation[] {
  const boundary = /boundary=(?<name>changeset_[^\s;"]+)/.exec(body)?.groups?.['name'];
  if (boundary === undefined) return [];
  return body
    .split(`--${boundary}`)
    .slice(1)
    .flatMap((part) => operationIn(part) ?? []);
}

/** A part: its own headers, an empty line, the line and the headers of the request, an empty line, what it sends. */
function operationIn(part: string): Operation | undefined {
  const [, head = '', ...rest] = part.split(/\r?\n\r?\n/);
  const line = /^(?<method>[A-Z]+) (?<url>\S+) HTTP\/1\.1/.exec(head)?.groups;
  return line && operationOf(line['method'] ?? '', line['url'] ?? '', rest.join('\n\n').trim());
}
