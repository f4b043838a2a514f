import { pointerTo, type Violation } from './violation';

/**
 * What no text needs, and what some reader on the way stumbles over: control characters, but for tab and line ends;
 * half of a character, which UTF-8 cannot hold; the two that are no characters. Whatever else is sent is kept as it is.
 */
const UNNEEDED =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u0084\u0086-\u009f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

/** What is wrong with a text, in words that follow the name of its field; undefined where nothing is. */
function textViolation(text: string): string | undefined {
  const [found] = UNNEEDED.exec(text) ?? [];
  if (found === undefined) return undefined;
  const name = `U+${found.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
  return /[\ud800-\udfff]/.test(found)
    ? `has half of a character (${name}), which no text can hold`
    : `has a character that no text needs (${name})`;
}

/** Names of many levels are cut: a pointer is for people. */
const DEEPEST = 20;

/** Every text in a value that comes from outside, and every name of a field, that holds what no text needs. */
export function textViolations(value: unknown): Violation[] {
  const violations: Violation[] = [];
  // A stack of our own: what is nested thirty thousand deep must not overflow ours.
  const waiting: { one: unknown; path: readonly string[] }[] = [{ one: value, path: [] }];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { one, path } = next;
    if (typeof one === 'string') {
      const message = textViolation(one);
      if (message !== undefined) violations.push({ pointer: pointerTo(path), message });
    } else if (typeof one === 'object' && one !== null) {
      for (const [name, inner] of Object.entries(one)) {
        const message = textViolation(name);
        if (message !== undefined)
          violations.push({ pointer: pointerTo(path), message: `has a field whose name ${message}` });
        waiting.push({ one: inner, path: path.length < DEEPEST ? [...path, name] : path });
      }
    }
  }
  return violations.reverse();
}
