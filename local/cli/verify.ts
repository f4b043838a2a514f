import { readFileSync } from 'node:fs';
import { readCommandLine, runCommand, UsageFault } from './command-line';
import { verifyExport, type Verified } from './verify-file';

const OPTIONS = {
  'last-hash': { type: 'string' },
  json: { type: 'boolean', default: false },
} as const;

const FLAGS = `  --last-hash HASH   the hash that the callback or the log told: then nobody who changed the records goes unseen
  --json             the answer as one line of JSON`;

const COMMAND = {
  name: 'npm run verify',
  takes: 'FILE',
  about: `Checks the exported evidence of an enablement: GET /api/enablements/{id}/steps, as JSON or as CSV, or a download from
its page. "-" reads standard input. docs/evidence.md says how to do the same in another language.
Exits with 0 when it is whole, 1 when it is not, 2 when the file or an option is wrong.`,
  options: OPTIONS,
  flags: FLAGS,
};

/** `npm run verify`: says whether exported evidence is whole, and where it is not. Asks nobody. */
async function main(): Promise<number> {
  const { values, positionals } = readCommandLine(process.argv.slice(2), COMMAND);
  const [file, ...others] = positionals;
  if (file === undefined || others.length > 0)
    throw new UsageFault(`Name the file to check, and no other. See ${COMMAND.name} -- --help.`);
  const { 'last-hash': lastHash } = values;
  if (lastHash !== undefined && !/^[0-9a-f]{64}$/.test(lastHash))
    throw new UsageFault('--last-hash must be 64 hexadecimal digits in lower case.');
  const verified = verifyExport(read(file), lastHash);
  process.stdout.write(`${values.json ? JSON.stringify(verified) : inLines(verified, lastHash)}\n`);
  return verified.isWhole ? 0 : 1;
}

function read(file: string): string {
  try {
    return readFileSync(file === '-' ? 0 : file, 'utf8');
  } catch {
    throw new UsageFault(`${file === '-' ? 'Standard input' : file} cannot be read.`);
  }
}

function inLines({ id, text, isWhole, isOver, isAnchored, lastHash }: Verified, told?: string): string {
  const lines = [`${id === undefined ? '' : `${id}: `}${text}`, `Last hash ${lastHash ?? '(no step)'}`];
  if (isWhole && !isOver) lines.push('The last step is not the end of the run: more may have followed.');
  if (isWhole && told === undefined)
    lines.push(
      isAnchored
        ? 'Compared with the last hash that the export itself names. Give --last-hash as the callback or the log told it.'
        : 'Nothing says that this is the last step. Give --last-hash as the callback or the log told it.',
    );
  return lines.join('\n');
}

runCommand(main);
