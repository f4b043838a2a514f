/** The last moment a `Date` can hold, in milliseconds. */
const LATEST = 8.64e15;

/**
 * `Retry-After`, in seconds or as a date, as a moment (ISO 8601); undefined where there is none that can be read.
 * https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3
 */
export function retryAtOf(header: string | null | undefined, now: Date): string | undefined {
  if (header === null || header === undefined || header.trim() === '') return undefined;
  const seconds = Number(header);
  const time = Number.isNaN(seconds) ? Date.parse(header) : now.getTime() + seconds * 1000;
  return Math.abs(time) <= LATEST ? new Date(time).toISOString() : undefined;
}
