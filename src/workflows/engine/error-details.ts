/** What there is to know of a fault beside its words: no stack, since steps are read by people. */
export function errorDetailsOf(fault: unknown): unknown {
  if (!(fault instanceof Error)) return undefined;
  const { name, message } = fault;
  const { call, requestId, raw } = fault as { call?: unknown; requestId?: unknown; raw?: unknown };
  return {
    name: fault.constructor.name || name,
    message,
    ...(call !== undefined && { call }),
    ...(requestId !== undefined && { requestId }),
    ...(raw !== undefined && { raw }),
  };
}
