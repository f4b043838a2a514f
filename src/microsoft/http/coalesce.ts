import { ServiceThrottled } from './service-errors';

/**
 * Waits for all of them, so that none is left behind, and answers in their order.
 * @throws the first fault; among throttling services the one that asks for the longest wait, since it speaks for the others
 */
export async function concurrently<T extends readonly unknown[]>(calls: {
  [K in keyof T]: T[K] | Promise<T[K]>;
}): Promise<T> {
  const settled = await Promise.allSettled(calls);
  const faults = settled.flatMap((one) => (one.status === 'rejected' ? [one.reason as Error] : []));
  const broken = faults.find((fault) => !(fault instanceof ServiceThrottled));
  const [busiest] = faults
    .filter((fault) => fault instanceof ServiceThrottled)
    .sort((a, b) => b.retryAt.localeCompare(a.retryAt));
  const fault = broken ?? busiest;
  if (fault !== undefined) throw fault;
  return settled.map((one) => (one as PromiseFulfilledResult<unknown>).value) as unknown as T;
}
