/** What a person or an application may be, in the words of the app registration. Whoever is several may do all of them. */
export const ROLES = ['Reader', 'Requester', 'Approver', 'Operator'] as const;
export type Role = (typeof ROLES)[number];

/** Who calls, and how we know. */
export interface Caller {
  kind: 'anonymous' | 'key' | 'client' | 'app' | 'person';
  /** One name, one caller: a person's sign-in name, `client servicenow`, `app` and its id, `key`. */
  name: string;
  /** What the same person is called elsewhere: the name he may have been requested under. */
  alsoKnownAs: readonly string[];
  roles: readonly Role[];
}

/** Whoever holds a key: the host has checked it, and does not say which. */
export const KEY_HOLDER: Caller = { kind: 'key', name: 'key', alsoKnownAs: [], roles: ROLES };
export const ANYONE: Caller = { kind: 'anonymous', name: 'anonymous', alsoKnownAs: [], roles: [] };

/** What the records call a machine that does not say for whom it speaks. */
export const speakerOf = ({ kind, name }: Caller): string => (kind === 'key' ? 'somebody with a key' : name);

/** The machine through which somebody speaks; a person who is signed in speaks for himself. */
export const throughOf = ({ kind, name }: Caller): string | undefined =>
  kind === 'person' ? undefined : name;
