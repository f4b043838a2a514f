import { gzipSync } from 'node:zlib';
import type { Answer } from '../answers';
import type { Fault } from './call-fault';

type Garbling = Extract<Fault, { kind: 'garble' }>['as'];

const HTML = '<!DOCTYPE html><html><head><title>Please wait</title></head><body>One moment.</body></html>';

/** The answer as it arrives spoilt. One without a body (204) has nothing to spoil: it becomes a 200 with what is wrong. */
export function garbled(answer: Answer, as: Garbling): Answer {
  const { status, headers } = answer;
  const json = JSON.stringify(answer.body ?? { ok: true });
  const spoilt = (type: string, content: string | Buffer, more: Record<string, string> = {}): Answer => ({
    status: status === 204 ? 200 : status,
    text: content,
    headers: { ...headers, 'content-type': type, ...more },
  });
  switch (as) {
    case 'halfJson':
      return spoilt('application/json', json.slice(0, Math.ceil(json.length / 2)));
    case 'html':
      return { ...spoilt('text/html', HTML), status: 200 };
    case 'wrongType':
      return spoilt('text/plain', json);
    case 'badGzip': {
      const packed = gzipSync(json);
      const half = packed.subarray(0, Math.ceil(packed.length / 2));
      return spoilt('application/json', half, { 'content-encoding': 'gzip' });
    }
    case 'empty':
      return spoilt('application/json', '');
    case 'otherShape':
      return spoilt('application/json', '["unexpected"]');
  }
}
