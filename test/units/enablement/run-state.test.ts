import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { InvocationContext } from '@azure/functions';
import * as df from 'durable-functions';
import type { DurableClient } from 'durable-functions';
import { stateOf } from '../../../src/functions/enablements/run-state';

describe('how an orchestration stands', () => {
  let server: Server;
  let answer: { status: number; body: unknown };
  let client: DurableClient;

  beforeAll(async () => {
    server = createServer((_, response) => {
      response.writeHead(answer.status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(answer.body));
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const rpcBaseUrl = `http://127.0.0.1:${port}/`;
    const urls = { creationUrls: {}, managementUrls: { id: 'INSTANCEID' }, taskHubName: 'hub', rpcBaseUrl };
    const input = df.input.durableClient();
    client = df.getClient({
      options: { extraInputs: [input] },
      extraInputs: { get: () => urls },
    } as unknown as InvocationContext);
  });
  afterAll(() => void server.close());

  it('is "absent" where the platform does not know it', async () => {
    answer = { status: 404, body: null };
    expect(await stateOf(client, 'en-1')).toBe('absent');
  });

  it('is not known where the platform is out of order, whatever its answer and the id repeat', async () => {
    answer = { status: 503, body: 'The storage replied with HTTP 404 response.' };
    await expect(stateOf(client, 'en-404')).rejects.toThrow();
    answer = { status: 200, body: { nothing: 'of 404' } };
    await expect(stateOf(client, 'en-404')).rejects.toThrow();
  });
});
