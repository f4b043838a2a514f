/** What a person or an application may be, in the words of the app registration. Whoever is several may do all of them. */
export const ROLES = ['Reader', 'Requester', 'Approver', 'Operator'] as const;
export type Role = (typeof ROLES)[number];

/** Who calls, and how we know. */
export interface Caller {
  kind: 'anonymous' | 'key' | 'client' | 'app' | 'person';
  /** For showing: a person's sign-in name, `client servicenow`, `app` and its id, `key`. */
  name: string;
  /** What the same person is called elsewhere: the name he may have been requested under. */
  alsoKnownAs: readonly string[];
  roles: readonly Role[];
  /** The tenants a role is for; one that is not named here is for all of them. */
  tenants?: Partial<Readonly<Record<Role, readonly string[]>>>;
  /**
   * Who it is, as `identity.ts` writes it: never a name that somebody chose. Absent where several can come as the same:
   * holders of a function key, and whoever is anonymous.
   */
  identity?: string;
  /** By what this caller is told from every other: what is his own hangs on it, such as budgets and Idempotency-Keys. */
  callerId: string;
}

export const ANYONE: Omit<Caller, 'callerId'> = {
  kind: 'anonymous',
  name: 'anonymous',
  alsoKnownAs: [],
  roles: [],
};

/** What the records call a machine that does not say for whom it speaks. */
export const speakerOf = ({ kind, name }: Pick<Caller, 'kind' | 'name'>): string =>
  kind === 'key' ? 'somebody with a key' : name;

/** What the records keep of a caller beside the name he gives: the machine he speaks through, and who it is. */
export interface Voice {
  /** The machine that says it for him, as we know it: `key`, `client servicenow`. */
  through?: string;
  /** The caller's identity: object id and tenant id of a person, or the id of a client. */
  byId?: string;
}

/** A person who is signed in speaks for himself; everybody else is the machine through which somebody speaks. */
export const voiceOf = ({ kind, name, identity }: Caller): Voice => ({
  ...(kind !== 'person' && { through: name }),
  ...(identity !== undefined && { byId: identity }),
});
