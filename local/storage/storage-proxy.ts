import { createServer, request } from 'node:http';
import { once } from 'node:events';

/** A storage account that can be taken away: it stands between a client and the real one. */
export interface StorageProxy {
  connectionString: string;
  /** While away, every request is answered 503, as a service in trouble does. */
  setAway(isAway: boolean): void;
  stop(): Promise<void>;
}

/** @param onWritten hears each body that is sent on its way, whatever becomes of it */
export async function startStorageProxy(
  connectionString: string,
  onWritten?: (body: Buffer) => void,
): Promise<StorageProxy> {
  const target = new URL(/TableEndpoint=([^;]+)/.exec(connectionString)?.[1] ?? '');
  let isAway = false;
  const server = createServer((from, to) => {
    if (isAway) {
      from.resume();
      to.statusCode = 503;
      return void to.end();
    }
    const onward = request(
      {
        host: target.hostname,
        port: target.port,
        method: from.method,
        path: from.url,
        headers: from.headers,
      },
      (answer) => {
        to.writeHead(answer.statusCode ?? 500, answer.headers);
        answer.pipe(to);
      },
    );
    onward.on('error', () => to.destroy());
    if (onWritten) from.on('data', onWritten);
    from.pipe(onward);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    connectionString: connectionString.replace(target.host, `127.0.0.1:${port}`),
    setAway: (away) => void (isAway = away),
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
