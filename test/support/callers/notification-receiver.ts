import { once } from 'node:events';
import { createServer, type Server } from 'node:http';

/** An address that Graph can tell: it answers the handshake as it must, and keeps what it was told. */
export interface Receiver {
  /** Its origin; every path will do. */
  url: string;
  /** Items of all notifications, in the order they came. */
  notes: Record<string, unknown>[];
  /** Resolves once so many items are there. */
  hears(count: number): Promise<void>;
}

const open: Server[] = [];

export async function startReceiver(): Promise<Receiver> {
  const notes: Record<string, unknown>[] = [];
  const server = createServer((request, response) => {
    const token = new URL(request.url ?? '/', 'http://receiver').searchParams.get('validationToken');
    if (token !== null) return void response.setHeader('content-type', 'text/plain').end(token);
    let text = '';
    request.on('data', (chunk: Buffer) => (text += chunk.toString()));
    request.on('end', () => {
      notes.push(...(JSON.parse(text) as { value: Record<string, unknown>[] }).value);
      response.writeHead(202).end();
      server.emit('commandReceived');
    });
  });
  open.push(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    notes,
    async hears(count) {
      while (notes.length < count) await once(server, 'commandReceived');
    },
  };
}

afterAll(() => {
  for (const server of open.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});
