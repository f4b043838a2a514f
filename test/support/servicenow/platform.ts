import { createHmac } from 'node:crypto';
import type { BuiltApp } from './built-app';
import { displayOf, glideRecordOf, requestItems, type Tables } from './records';

/** A call that leaves the instance. */
export interface OutboundCall {
  method: string;
  url: string;
  headers: Record<string, string>;
  body?: string;
  timeoutMs: number;
}
/** `status` 0: no answer came within the time. */
export interface OutboundAnswer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** What an administrator fills into the alias. */
export interface Connection {
  url: string;
  key: string;
}

export interface Platform {
  /** What a server script finds around it. */
  globals: Record<string, unknown>;
  tables: Tables;
  /** Answers of request items to the questions of their catalog item. */
  variables: Map<string, Record<string, string>>;
  /** Events of `gs.eventQueueScheduled` that have not fired. */
  scheduled: { event: string; item: string; parm1: string; due: number }[];
  /** What was said to flows. */
  messages: { context: string; message: string; payload: string }[];
}

export interface PlatformOptions {
  app: BuiltApp;
  properties: Record<string, string>;
  /** Nothing where nobody has filled it in. */
  connection: () => Connection | undefined;
  /** How a release shows that no answer came. */
  noAnswer: 'reported' | 'thrown';
  now: () => number;
  call: (call: OutboundCall) => OutboundAnswer;
}

/**
 * The part of ServiceNow's server-side API that the scripts lean on, after its documentation and the declarations in
 * `@servicenow/glide`. It is deliberately no more able than the real one: what is not here is an error.
 */
export function platformOf({ app, properties, connection, noAnswer, now, call }: PlatformOptions): Platform {
  const tables: Tables = {
    sc_req_item: requestItems(),
    [app.table.name]: { ...app.table, journals: [], rows: [] },
  };
  const variables: Platform['variables'] = new Map();
  const scheduled: Platform['scheduled'] = [];
  const messages: Platform['messages'] = [];
  const isNil = (value?: { toString(): string } | null): boolean =>
    value === undefined || value === null || value.toString() === '';

  class GlideDateTime {
    #time: number;
    constructor(text?: string) {
      this.#time = text === undefined ? now() : Date.parse(`${text.replace(' ', 'T')}Z`);
    }
    addSeconds(seconds: number): void {
      this.#time += seconds * 1000;
    }
    getNumericValue(): number {
      return this.#time;
    }
    getValue(): string {
      return displayOf(this.#time);
    }
  }

  const gs = {
    nil: isNil,
    getCurrentScopeName: () => (app.scope === 'global' ? 'rhino.global' : app.scope),
    getProperty: (name: string, fallback: string | null = null) => properties[name] ?? fallback,
    warn: () => undefined,
    eventQueueScheduled(
      event: string,
      record: { getUniqueValue(): string },
      parm1: string,
      _: string,
      due: GlideDateTime,
    ) {
      if (!app.events.includes(event)) throw new Error(`The event ${event} is not registered.`);
      scheduled.push({ event, item: record.getUniqueValue(), parm1, due: due.getNumericValue() });
    },
  };

  class RESTMessageV2 {
    #endpoint: string;
    #method: string;
    #declared: string[];
    #headers: Record<string, string>;
    #body: string | undefined;
    #timeoutMs = 175_000;
    constructor(name: string, functionName: string) {
      const message = app.restMessages[name];
      const chosen = message?.functions[functionName];
      if (message === undefined || chosen === undefined)
        throw new Error(`There is no REST message ${name}, ${functionName}.`);
      this.#endpoint = chosen.endpoint;
      this.#method = chosen.method;
      this.#declared = chosen.variables;
      this.#headers = { ...message.headers };
    }
    setStringParameterNoEscape(name: string, value: string): void {
      if (!this.#declared.includes(name)) throw new Error(`The variable ${name} is not declared.`);
      this.#endpoint = this.#endpoint.replaceAll(`\${${name}}`, String(value));
    }
    setRequestHeader(name: string, value: string): void {
      this.#headers[name] = String(value);
    }
    setRequestBody(body: string): void {
      this.#body = body;
    }
    setHttpTimeout(milliseconds: number): void {
      this.#timeoutMs = milliseconds;
    }
    execute() {
      const answer = call({
        method: this.#method,
        url: this.#endpoint,
        headers: this.#headers,
        timeoutMs: this.#timeoutMs,
        ...(this.#body !== undefined && { body: this.#body }),
      });
      if (answer.status === 0 && noAnswer === 'thrown') throw new Error('java.net.SocketTimeoutException');
      return {
        getStatusCode: () => answer.status,
        getBody: () => answer.body,
        getHeader: (name: string) => answer.headers[name.toLowerCase()] ?? null,
        haveError: () => answer.status === 0 || answer.status >= 400,
        getErrorMessage: () => (answer.status === 0 ? 'Socket timeout' : ''),
      };
    }
  }

  class ConnectionInfoProvider {
    getConnectionInfo(alias: string) {
      const { url, key } = connection() ?? {};
      if (url === undefined || key === undefined || isNil(alias)) return null;
      const attributes: Record<string, string> = { connection_url: url };
      const credential: Record<string, string> = { api_key: key };
      return {
        getAttribute: (name: string) => attributes[name] ?? null,
        getCredentialAttribute: (name: string) => credential[name] ?? null,
      };
    }
  }

  class MacMaker {
    generateMac(key: string, algorithm: string, data: string): string {
      if (algorithm !== 'HmacSHA256') throw new Error(`Unknown algorithm ${algorithm}.`);
      return createHmac('sha256', Buffer.from(key, 'base64')).update(data).digest('base64');
    }
  }

  const globals = {
    gs,
    GlideDateTime,
    GlideRecord: glideRecordOf(tables, variables, now),
    // One exists in scoped apps, the other in the global scope.
    ...(app.scope === 'global'
      ? { GlideCertificateEncryption: MacMaker }
      : { CertificateEncryption: MacMaker }),
    sn_ws: { RESTMessageV2 },
    sn_cc: { ConnectionInfoProvider },
    sn_fd: {
      FlowAPI: {
        sendMessage: (context: string, message: string, payload: string) =>
          void messages.push({ context, message, payload }),
      },
    },
    Class: {
      create: () =>
        function (this: { initialize(...args: unknown[]): void }, ...args: unknown[]) {
          this.initialize(...args);
        },
    },
  };
  return { globals, tables, variables, scheduled, messages };
}
