import type { Key } from './keys';

/** The row keys of lists, as `keys.ts` spells them: nothing else can be asked for with a token. */
const LISTED = /^(run!\d{13}|open)![\w-]{1,100}$/;

/** Where a list goes on: after this row, in letters that an address takes as they are. */
export const continuationAfter = ({ rowKey }: Pick<Key, 'rowKey'>): string =>
  Buffer.from(rowKey).toString('base64url');

/** The row after which a list goes on; undefined for a token that no list of ours gave. */
export function rowKeyIn(continuation: string): string | undefined {
  const rowKey = Buffer.from(continuation, 'base64url').toString();
  return LISTED.test(rowKey) && continuationAfter({ rowKey }) === continuation ? rowKey : undefined;
}
