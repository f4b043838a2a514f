/** One call as people talk about it. The route is a template, so that no id of a person gets into a message. */
export interface Call {
  service: 'Microsoft Graph' | 'Teams administration' | 'Microsoft Entra' | 'Managed identity';
  method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
  route: string;
}

/** What the service said, as it came: kept for the record, never shown in a message. */
export interface RawError {
  status: number;
  code?: string;
  message?: string;
  requestId?: string;
}

const inWords = ({ service, method, route }: Call): string => `${service}: ${method} ${route}`;

/** Throttled, broken for the moment, or out of reach: the same call may succeed later. */
export class ServiceThrottled extends Error {
  /** @param retryAt the earliest moment to come back, ISO 8601 */
  constructor(
    readonly call: Call,
    readonly retryAt: string,
    readonly raw?: RawError,
  ) {
    super(
      `${inWords(call)} is busy (${raw ? `status ${raw.status}, request ${raw.requestId}` : 'no answer'}).`,
    );
  }
}

/** The service understood and says no: `401` and `403` for want of a right or by a policy, other `4xx` by its rules. */
export class Refused extends Error {
  constructor(
    readonly call: Call,
    readonly raw: RawError,
  ) {
    super(`${inWords(call)} was refused (status ${raw.status}, request ${raw.requestId}).`);
  }
}

/**
 * Microsoft Entra gives us no token for a tenant, and says why (`code`: `AADSTS700016`): nobody let us in, or there is no
 * such tenant. Nothing of that tenant can be read or written until a person has put it right.
 */
export class NoToken extends Refused {
  constructor(
    call: Call,
    readonly code: string,
    message: string,
  ) {
    super(call, { status: 401, code, message });
    this.message = `${inWords(call)} gives no token for this tenant (${code}). ${message}`;
  }
}

/** The value, or why Entra gives us no token for it. */
export const orNoToken = <T>(work: Promise<T>): Promise<T | NoToken> =>
  work.catch((fault: unknown) => {
    if (fault instanceof NoToken) return fault;
    throw fault;
  });

/**
 * The reply does not have the shape its documentation gives: garbled on its way, or, where it comes again so, our bug or
 * a change at Microsoft.
 */
export class UnexpectedReply extends Error {
  constructor(
    readonly call: Call,
    readonly requestId: string | undefined,
    detail: string,
  ) {
    super(`${inWords(call)} answered in an unknown shape (request ${requestId}): ${detail}`);
  }
}

/** What is to be changed does not show in a reading, which may be older than the making of it. */
export class NotShownYet extends Error {
  constructor(readonly call: Call) {
    super(`${inWords(call)} does not show yet what is to be changed.`);
  }
}

/** The answer of a call that takes something away; undefined where it is gone already, as after an answer that got lost. */
export const orGone = <T>(work: Promise<T>): Promise<T | undefined> =>
  work.catch((fault: unknown) => {
    if (isRefused(fault, 404)) return undefined;
    throw fault;
  });

export const isRefused = (fault: unknown, ...statuses: number[]): fault is Refused =>
  fault instanceof Refused && statuses.includes(fault.raw.status);
