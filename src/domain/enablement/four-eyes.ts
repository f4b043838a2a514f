/** Who takes part in a decision: what identifies it, and every name it goes by. */
export interface Party {
  /** `person:TENANT/OBJECT`, `app:CLIENT` or `client:NAME`; absent where several can come as the same. */
  identity?: string | undefined;
  names: readonly string[];
}

/** Who asked, as a run keeps it. */
export interface Asked {
  requestedBy: string;
  requestedById?: string | undefined;
}

/**
 * Whether somebody is the one who asked: by identity, which settles it, and by name as a second net, for a request that
 * came through a machine names a person and proves nothing.
 */
export const isRequester = ({ requestedBy, requestedById }: Asked, { identity, names }: Party): boolean =>
  (identity !== undefined && identity === requestedById) ||
  names.some((name) => isSamePerson(name, requestedBy));

/** Who asked for the same meanwhile and was given the run, as it is kept. */
export interface AskedToo {
  by: string;
  byId?: string | undefined;
}

/** Whether somebody asked for it: first, or by asking for the same and being given the run of the first. */
export const hasAsked = (first: Asked, joins: readonly AskedToo[], party: Party): boolean =>
  [first, ...joins.map(({ by, byId }) => ({ requestedBy: by, requestedById: byId }))].some((asked) =>
    isRequester(asked, party),
  );

/** Whether two names are one person's, as far as names tell: capitals, spaces and invisible signs make no other. */
export const isSamePerson = (a: string, b: string): boolean => nameOf(a) === nameOf(b);

const INVISIBLE = /[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]/gu;

// To upper case and back: "ß" and "SS" are one name. What is invisible goes first: it keeps a letter from its mark.
const nameOf = (name: string): string =>
  name
    .replace(/\s+/g, ' ')
    .replace(INVISIBLE, '')
    .normalize('NFKC')
    .toUpperCase()
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .trim();
