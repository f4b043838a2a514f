import type { FaultByPredicate } from '../../../local/tenant/faults/fault-injector';
import type { Meddling, FaultClass } from './fault-class';
import { LAG_CLASSES } from './lag-classes';
import { STORAGE_CLASSES } from './storage-classes';
const fault = (name: string, one: FaultByPredicate, mayEnd?: readonly string[]): FaultClass => ({
  name,
  realm: 'microsoft',
  fault: one,
  ...(mayEnd && { mayEnd }),
});
const somebody = (does: Meddling, when: 'before' | 'after', mayEnd?: readonly string[]): FaultClass => ({
  name: `somebody ${does} ${when}`,
  realm: 'microsoft',
  somebody: { does, when },
  ...(mayEnd && { mayEnd }),
});

/** An answer that means something else may be believed; then the run must end, and say so in true words. */
const HONEST = ['succeeded', 'failed', 'blocked', 'refused', 'undone'];
const MOVED = [...HONEST, 'cancelled', 'overdue'];

const CALL_CLASSES: readonly FaultClass[] = [
  fault('cut before', { kind: 'cut', when: 'before' }),
  fault('cut after', { kind: 'cut' }),
  fault('cut at 0', { kind: 'cut', atByte: 0 }),
  fault('cut at 20', { kind: 'cut', atByte: 20 }),
  fault('cut at the last byte', { kind: 'cut', atByte: 1_000_000 }),
  fault('delay 10 s', { kind: 'delay', seconds: 10 }),
  fault('delay 40 s before', { kind: 'delay', seconds: 40, when: 'before' }),
  fault('delay 40 s after', { kind: 'delay', seconds: 40 }),
  fault('late by 90 s', { kind: 'late', seconds: 90 }),
  fault('repeat, first answer', { kind: 'repeat', answer: 'first' }),
  fault('repeat, last answer', { kind: 'repeat' }),
  fault('reorder', { kind: 'reorder' }),
  fault('garble as half JSON', { kind: 'garble', as: 'halfJson' }),
  fault('garble as HTML, before', { kind: 'garble', as: 'html', when: 'before' }),
  fault('garble as HTML, after', { kind: 'garble', as: 'html' }),
  fault('garble as text/plain', { kind: 'garble', as: 'wrongType' }),
  fault('garble as bad gzip', { kind: 'garble', as: 'badGzip' }),
  fault('garble as nothing', { kind: 'garble', as: 'empty' }),
  {
    name: 'garble as another shape',
    realm: 'microsoft',
    fault: { kind: 'garble', as: 'otherShape' },
    readsMayEnd: HONEST,
  },
  fault('503 before', { kind: 'answer', status: 503, when: 'before' }),
  fault('503 after', { kind: 'answer', status: 503 }),
  fault('429 before', { kind: 'answer', status: 429, when: 'before', retryAfterSeconds: 30 }),
  fault('429 after', { kind: 'answer', status: 429, retryAfterSeconds: 30 }),
  somebody('invitesGuest', 'before', MOVED),
  somebody('invitesGuest', 'after', MOVED),
  somebody('deletesGuest', 'before', MOVED),
  somebody('deletesGuest', 'after', MOVED),
  somebody('changesSetting', 'before', MOVED),
  somebody('changesSetting', 'after', MOVED),
  somebody('cancels', 'before', MOVED),
  somebody('cancels', 'after', MOVED),
  // Neither takes anything away: what is not refused goes on.
  somebody('extends', 'before'),
  somebody('extends', 'after'),
  somebody('approves', 'before'),
  somebody('approves', 'after'),
];

export const FAULT_CLASSES: readonly FaultClass[] = [...CALL_CLASSES, ...STORAGE_CLASSES, ...LAG_CLASSES];
