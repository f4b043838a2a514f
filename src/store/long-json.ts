/** A string property holds at most 32 K UTF-16 units; longer JSON is spread over numbered properties. */
const PIECE = 30_000;

export function spreadJson(value: unknown): Record<string, string> {
  const text = JSON.stringify(value);
  const pieces: Record<string, string> = {};
  for (let at = 0, n = 0; at < text.length; at += PIECE, n++) pieces[`json${n}`] = text.slice(at, at + PIECE);
  return pieces;
}

export function gatherJson(row: Record<string, unknown>): unknown {
  let text = '';
  for (let n = 0; typeof row[`json${n}`] === 'string'; n++) text += row[`json${n}`] as string;
  return JSON.parse(text);
}
