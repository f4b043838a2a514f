import { inFlight } from '../../../local/clock/in-flight';
import { installTimeouts } from '../../../local/clock/install-timeouts';
import { virtualClock } from '../../../local/clock/virtual-clock';

describe('a virtual clock', () => {
  it('stands still until it is moved, and rings in the order of the due times', () => {
    const clock = virtualClock(1_000);
    const rung: string[] = [];
    clock.at(3_000, () => rung.push(`c at ${clock.now()}`));
    clock.at(2_000, () => rung.push('a'));
    clock.at(2_000, () => rung.push('b'));
    expect([clock.now(), clock.nextDue(), rung]).toEqual([1_000, 2_000, []]);
    clock.advanceTo(2_500);
    expect(rung).toEqual(['a', 'b']);
    clock.advanceTo(3_000);
    expect(rung).toEqual(['a', 'b', 'c at 3000']);
  });

  it('rings nothing that was cancelled, even by another alarm of the same instant', () => {
    const clock = virtualClock(0);
    const rung: string[] = [];
    clock.at(10, () => {
      rung.push('first');
      second.cancel();
    });
    const second = clock.at(10, () => rung.push('second'));
    clock.advanceTo(10);
    expect([rung, clock.nextDue()]).toEqual([['first'], undefined]);
  });

  it('never goes backwards', () => {
    const clock = virtualClock(100);
    clock.advanceTo(50);
    expect(clock.now()).toBe(100);
  });
});

describe('work in flight', () => {
  it('is idle only when all of it has ended, however it ended', async () => {
    const work = inFlight();
    const order: string[] = [];
    const leave = work.enter();
    const idle = work.idle().then(() => order.push('idle'));
    await work.during(() => Promise.reject(new Error('no'))).catch(() => order.push('failed'));
    order.push('leaving');
    leave();
    await idle;
    expect(order).toEqual(['failed', 'leaving', 'idle']);
  });
});

describe('a time-out under a held clock', () => {
  const real = AbortSignal.timeout;
  afterEach(() => {
    AbortSignal.timeout = real;
  });

  it('comes when its time has passed in the simulation, and never where the call was over before', () => {
    const clock = virtualClock(0);
    const timeouts = installTimeouts(clock);
    const over = AbortSignal.timeout(20_000);
    clock.advanceTo(25_000);
    const signal = AbortSignal.timeout(30_000);
    clock.advanceTo(54_999);
    timeouts.expire();
    expect([over.aborted, signal.aborted]).toEqual([false, false]);
    clock.advanceTo(55_000);
    timeouts.expire();
    expect(signal.reason).toMatchObject({ name: 'TimeoutError' });
  });
});
