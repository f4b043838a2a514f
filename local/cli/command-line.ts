import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs, type ParseArgsOptionsConfig } from 'node:util';

/** Something the person at the keyboard must put right: one line, no stack. */
export class UsageFault extends Error {}

/** What `--help` or `--version` asked for: it is said, and nothing else is done. */
class Answered extends Error {}

/** A command as its user sees it. */
export interface Command<O extends ParseArgsOptionsConfig> {
  /** What is typed: `npm run sweep`. */
  name: string;
  /** What may follow that is no option: `FILE…`. Without it, nothing may. */
  takes?: string;
  /** What it does, in a sentence or two. */
  about: string;
  options: O;
  /** A line about each option. */
  flags?: string;
}

const COMMON = {
  help: { type: 'boolean', default: false },
  version: { type: 'boolean', default: false },
} as const;

const COMMON_FLAGS = `  --help             says this
  --version          says which version this is`;

/**
 * Reads what was typed after a command.
 * @throws UsageFault, in one line, for what the command does not know; or the answer to `--help` and `--version`, which
 * `runCommand` says
 */
export function readCommandLine<O extends ParseArgsOptionsConfig>(
  args: readonly string[],
  command: Command<O>,
) {
  const { values, positionals } = parse(args, command);
  const asked = values as { help?: boolean; version?: boolean };
  if (asked.help) throw new Answered(usageOf(command));
  if (asked.version) throw new Answered(version());
  refuseOldNode(command.name);
  return { values, positionals };
}

const OLDEST_NODE = 22;

/** The scripts bring their own Node; whoever runs a compiled file with an older one hears it in a line. @throws UsageFault */
export function refuseOldNode(name: string, installed = process.versions.node): void {
  if (Number.parseInt(installed, 10) >= OLDEST_NODE) return;
  throw new UsageFault(
    `This needs Node ${OLDEST_NODE} or newer, and this is Node ${installed}. ${name} brings its own.`,
  );
}

function parse<O extends ParseArgsOptionsConfig>(args: readonly string[], command: Command<O>) {
  try {
    return parseArgs({
      args: [...args],
      options: { ...command.options, ...COMMON },
      allowPositionals: command.takes !== undefined,
      strict: true,
    });
  } catch (error) {
    // The parser goes on to tell how a file with such a name is given, which none of the commands takes.
    const [fault = ''] = (error instanceof Error ? error.message : String(error)).split(/\n|(?<=['"])\. /);
    throw new UsageFault(`${fault.replace(/\.?$/, '.')} See ${howTyped(command.name, '--help')}.`);
  }
}

/** npm keeps for itself what does not come after two dashes. */
const howTyped = (name: string, args: string): string => `${name} -- ${args}`;

export function usageOf({ name, takes, about, flags }: Omit<Command<never>, 'options'>): string {
  const follows = [...(takes === undefined ? [] : [takes]), '[OPTIONS]'].join(' ');
  const lines = [...(flags === undefined ? [] : [flags]), COMMON_FLAGS];
  return [`Usage: ${howTyped(name, follows)}`, '', about, '', ...lines].join('\n');
}

function version(): string {
  const manifest = readFileSync(path.join(__dirname, '../../../package.json'), 'utf8');
  const { name, version: number } = JSON.parse(manifest) as { name: string; version: string };
  return `${name} ${number}`;
}

/** Runs a command, and ends the process with the code it gives. */
export function runCommand(main: () => Promise<number> | number): void {
  Promise.resolve()
    .then(main)
    .then((code) => process.exit(code), endWith);
}

/** Ends the process for what a command threw: what was asked for on standard output; a fault of usage is one line on standard error. */
export function endWith(error: unknown): never {
  if (error instanceof Answered) {
    process.stdout.write(`${error.message}\n`);
    process.exit(0);
  }
  const isUsage =
    error instanceof UsageFault || (error instanceof Error && /in use|cannot start/i.test(error.message));
  const text =
    error instanceof Error ? (isUsage ? error.message : (error.stack ?? error.message)) : String(error);
  process.stderr.write(`${text.trim()}\n`);
  process.exit(2);
}
