import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

export interface HostProcessOptions {
  app: string;
  port: number;
  masterKey: string;
  storage: string;
  /** `ipc`: a conductor moves its clock. A number: it runs by itself, so many times faster than ours. */
  clock: 'ipc' | number;
  now: number;
  data?: string;
  verbose: boolean;
  env: Record<string, string>;
}

/** The local host in a process of its own, so that it can be killed like a real one. */
export interface HostProcess {
  child: ChildProcess;
  /** Everything it wrote, for the moment something fails. */
  output(): string;
  stop(): Promise<void>;
  /** `kill -9`. */
  kill(): Promise<void>;
}

const MAIN = path.join(__dirname, '../host/main.js');

/** @throws Error with the host's own words when it does not come up */
export async function startHostProcess(options: HostProcessOptions): Promise<HostProcess> {
  const { app, port, masterKey, storage, clock, now, data, verbose, env } = options;
  const pace = clock === 'ipc' ? ['--clock', 'ipc'] : ['--clock', 'real', '--speed', String(clock)];
  const args = [
    '--app',
    app,
    '--port',
    String(port),
    '--master-key',
    masterKey,
    '--storage',
    storage,
    '--now',
    new Date(now).toISOString(),
    ...pace,
    ...(verbose ? ['--verbose'] : []),
  ];
  const child = fork(MAIN, data === undefined ? args : [...args, '--data', data], {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: { ...process.env, ...env },
  });
  let output = '';
  child.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const ended = once(child, 'exit');
  await Promise.race([
    once(child, 'message'),
    ended.then(() => {
      throw new Error(output.trim() || 'The local host ended without a word.');
    }),
  ]);
  const end = async (signal: 'SIGTERM' | 'SIGKILL'): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill(signal);
    await ended;
  };
  return { child, output: () => output, stop: () => end('SIGTERM'), kill: () => end('SIGKILL') };
}
