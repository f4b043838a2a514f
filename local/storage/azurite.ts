import { spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** The account name and key every Azurite knows; they are printed in Microsoft's documentation and open nothing else. */
const ACCOUNT = 'devstoreaccount1';
const KEY = 'Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==';

export interface Azurite {
  connectionString: string;
  stop(): Promise<void>;
}

const MOST_ACCOUNTS = 1000;
const spare = Array.from({ length: MOST_ACCOUNTS }, (_, n) => `world${n}`);

/** The connection string of one more account, empty: worlds need not wait for an Azurite each. */
export function spareAccount(connectionString: string, n: number): string {
  const name = spare[n];
  if (name === undefined) throw new Error(`One Azurite has ${MOST_ACCOUNTS} accounts and no more.`);
  return connectionString.replaceAll(ACCOUNT, name);
}

/** What must not outlive this process, however it ends. */
const abandoned = new Set<() => void>();
process.once('exit', () => abandoned.forEach((abandon) => abandon()));

/**
 * Starts Azurite's table service in a process of its own.
 * @param folder keeps the tables there; in memory when left out
 */
export async function startAzurite(folder?: string): Promise<Azurite> {
  if (folder !== undefined) mkdirSync(folder, { recursive: true });
  const port = await freePort();
  const place = folder === undefined ? ['--inMemoryPersistence'] : ['--location', folder];
  const args = [
    require.resolve('azurite/dist/src/table/main.js'),
    '--tableHost',
    '127.0.0.1',
    '--tablePort',
    String(port),
    '--silent',
    '--disableTelemetry',
    '--skipApiVersionCheck',
    ...place,
  ];
  const accounts = [ACCOUNT, ...spare].map((name) => `${name}:${KEY}`).join(';');
  // Azurite is slow to load; what Node compiled of it once need not be compiled again.
  const env = { NODE_COMPILE_CACHE: path.join(tmpdir(), 'node-compile-cache'), ...process.env };
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
    env: { ...env, AZURITE_ACCOUNTS: accounts },
  });
  let output = '';
  await new Promise<void>((resolve, reject) => {
    const hear = (chunk: Buffer): void => {
      output += chunk.toString();
      if (/successfully started/i.test(output)) resolve();
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.once('exit', (code) => reject(new Error(`Azurite ended with code ${code}: ${output}`)));
  });
  const abandon = (): void => void child.kill('SIGKILL');
  abandoned.add(abandon);
  return {
    connectionString: `DefaultEndpointsProtocol=http;AccountName=${ACCOUNT};AccountKey=${KEY};TableEndpoint=http://127.0.0.1:${port}/${ACCOUNT};`,
    async stop() {
      abandoned.delete(abandon);
      if (child.exitCode !== null) return;
      // Only SIGINT makes it write its tables before it ends.
      child.kill('SIGINT');
      const timer = setTimeout(abandon, 5_000);
      await once(child, 'exit');
      clearTimeout(timer);
    },
  };
}

/** Below the ports systems give to connections going out: one of those may be taken before ours is listened on. */
const [LOWEST_PORT, HIGHEST_PORT] = [15_000, 32_000];

/** A port nobody listens on right now. */
export async function freePort(): Promise<number> {
  for (let tries = 0; tries < 100; tries++) {
    const port = randomInt(LOWEST_PORT, HIGHEST_PORT);
    const server = createServer().listen(port, '127.0.0.1');
    try {
      await once(server, 'listening');
    } catch {
      continue;
    }
    server.close();
    await once(server, 'close');
    return port;
  }
  throw new Error(`No port from ${LOWEST_PORT} to ${HIGHEST_PORT} is free.`);
}
