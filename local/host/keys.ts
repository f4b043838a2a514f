import { createHash, randomBytes } from 'node:crypto';

/** Who a key makes its holder, from weakest to strongest. */
export type Holder = 'nobody' | 'function' | 'host' | 'system' | 'master';

/** The keys of one host. All but the master key are derived from it, so that they survive a restart without a file. */
export interface Keys {
  master: string;
  host: string;
  /** Opens the webhooks of the durable extension. */
  system: string;
  ofFunction(name: string): string;
  /** What a key is worth where a function is called, or, without a function, anywhere else. */
  holderOf(key: string | undefined, functionName?: string): Holder;
}

export function createKeys(master = randomBytes(32).toString('hex')): Keys {
  const derive = (purpose: string): string =>
    `${createHash('sha256').update(`${master}\n${purpose}`).digest('base64url')}${'0'.repeat(11)}==`;
  const ofFunction = (name: string): string => derive(`function ${name.toLowerCase()}`);
  const [host, system] = [derive('host'), derive('system durabletask')];
  return {
    master,
    host,
    system,
    ofFunction,
    holderOf(key, functionName) {
      if (key === undefined || key === '') return 'nobody';
      if (key === master) return 'master';
      if (key === system) return 'system';
      if (key === host) return 'host';
      return functionName !== undefined && key === ofFunction(functionName) ? 'function' : 'nobody';
    },
  };
}

/** Whether a holder may call a function of an authorization level. */
export function mayCall(holder: Holder, level: string): boolean {
  switch (level.toLowerCase()) {
    case 'anonymous':
    case 'user':
      return true;
    case 'function':
      return holder === 'function' || holder === 'host' || holder === 'master';
    default:
      return holder === 'master';
  }
}
