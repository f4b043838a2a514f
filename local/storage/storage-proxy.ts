import { createServer, request, type IncomingMessage } from 'node:http';
import { once } from 'node:events';

/** A storage account that can be taken away: it stands between a client and the real one. */
export interface StorageProxy {
  connectionString: string;
  /** While away, every request is answered 503, as a service in trouble does. */
  setAway(isAway: boolean): void;
  /** How many operations of each kind went through: `read`, `query`, `insert`, `update`, `delete`, `transaction`, `table`. */
  operations(): Record<string, number>;
  stop(): Promise<void>;
}

/** @param onWritten hears each body that is sent on its way, whatever becomes of it */
export async function startStorageProxy(
  connectionString: string,
  onWritten?: (body: Buffer) => void,
): Promise<StorageProxy> {
  const target = new URL(/TableEndpoint=([^;]+)/.exec(connectionString)?.[1] ?? '');
  let isAway = false;
  const counts: Record<string, number> = {};
  const server = createServer((from, to) => {
    if (isAway) {
      from.resume();
      to.statusCode = 503;
      return void to.end();
    }
    const kind = kindOf(from);
    counts[kind] = (counts[kind] ?? 0) + 1;
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
    operations: () => ({ ...counts }),
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** What is asked of the table service, as its bill names it. https://learn.microsoft.com/rest/api/storageservices/table-service-rest-api */
function kindOf({ method = '', url = '' }: IncomingMessage): string {
  const { pathname } = new URL(url, 'http://storage');
  const resource = pathname.split('/').at(-1) ?? '';
  if (resource === '$batch') return 'transaction';
  if (resource === 'Tables') return 'table';
  const isOneRow = decodeURIComponent(resource).includes('PartitionKey=');
  if (method === 'GET') return isOneRow ? 'read' : 'query';
  return { POST: 'insert', DELETE: 'delete' }[method] ?? 'update';
}
