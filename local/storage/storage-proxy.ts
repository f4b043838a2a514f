import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import { forwardTo, send, sendCut } from './forward';
import { createRowReader } from './row-reader';
import { askedOf, refusedByAzure } from './storage-call';
import { createStorageFaults, type AddedFault, type StorageCall, type StorageFault } from './storage-faults';
import { refusalAnswer } from './table-refusal';

/**
 * A storage account as Azure has it. It stands between a client and the emulator, refuses what Azure Tables refuses and
 * the emulator takes, and can be slow, away, or answer what is not so.
 */
export interface StorageProxy {
  connectionString: string;
  /** While away, every request is answered 503, as a service in trouble does. */
  setAway(isAway: boolean): void;
  /** Has a call meet a fault; see `StorageFault`. */
  addFault(fault: StorageFault): AddedFault;
  /** Every call so far, in the order in which they came: a test may go through them and break each. */
  calls(): readonly Readonly<StorageCall>[];
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
  const read = createRowReader(connectionString);
  const forward = forwardTo(target);
  const faults = createStorageFaults();
  const calls: StorageCall[] = [];
  const counts: Record<string, number> = {};
  let isAway = false;

  async function answer(from: IncomingMessage, to: ServerResponse): Promise<void> {
    const body = await buffer(from);
    if (isAway) return void to.writeHead(503).end();
    if (onWritten && body.length > 0) onWritten(body);
    const asked = askedOf(from.method ?? '', from.url ?? '', body);
    const { call } = asked;
    calls.push(call);
    counts[call.kind] = (counts[call.kind] ?? 0) + 1;

    const fault = faults.meet(call);
    if (fault?.kind === 'unreachable') return void to.destroy();
    if (fault?.kind === 'refused') {
      call.status = fault.status ?? 503;
      return send(to, refusalAnswer({ code: 'ServerBusy' }, call.status));
    }
    if (fault?.kind === 'slow') await delay(fault.ms);

    const refusal = await refusedByAzure(asked, read);
    const done = refusal ?? (await forward(from, body));
    if (fault?.kind === 'doneButLost') return void to.destroy();
    if (fault?.kind === 'doneButCut') return sendCut(to, done, fault.at);
    if (fault?.kind === 'doneButFailed') {
      call.status = fault.status ?? 500;
      return send(to, refusalAnswer({ code: 'InternalError' }, call.status));
    }
    call.status = done.status;
    send(to, done);
  }

  const server = createServer((from, to) => void answer(from, to).catch(() => to.destroy()));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    connectionString: connectionString.replace(target.host, `127.0.0.1:${port}`),
    setAway: (away) => void (isAway = away),
    addFault: faults.add,
    calls: () => calls,
    operations: () => ({ ...counts }),
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
      forward.close();
    },
  };
}
