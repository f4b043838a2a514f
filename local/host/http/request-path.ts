/**
 * Decodes a request path as the platform's server does: each escape is decoded except that of the slash, and what is
 * no valid escape stays as it is.
 * @returns undefined for a path that no server accepts
 */
export function decodePath(raw: string): string | undefined {
  if (/%00/.test(raw)) return undefined;
  return raw.replace(/(?:%[0-9a-f]{2})+/gi, (run) =>
    run
      .split(/(%2f)/i)
      .map((part) => (/^%2f$/i.test(part) ? part : decodeRun(part)))
      .join(''),
  );
}

function decodeRun(run: string): string {
  try {
    return decodeURIComponent(run);
  } catch {
    return run;
  }
}

/** Resolves `.` and `..`, which happens before any route is looked at. */
export function resolveDots(path: string): string {
  if (!/(^|\/)\.{1,2}(\/|$)/.test(path)) return path;
  const kept: string[] = [];
  const segments = path.split('/').slice(1);
  segments.forEach((segment, index) => {
    const isLast = index === segments.length - 1;
    if (segment === '..') kept.pop();
    if (segment !== '.' && segment !== '..') kept.push(segment);
    else if (isLast) kept.push('');
  });
  return `/${kept.join('/')}`;
}

/** Writes a decoded path into an address again: valid escapes stay, a stray percent sign is escaped. */
export function encodePath(decoded: string): string {
  return decoded.replace(/%[0-9a-f]{2}|[^\w\-.~!$&'()*+,;=:@/]/giu, (part) =>
    part.length === 3 && part.startsWith('%') ? part : encodeURIComponent(part),
  );
}
