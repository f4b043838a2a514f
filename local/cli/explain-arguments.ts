import { readCommandLine, UsageFault } from './command-line';
import { readWhere, WHERE_FLAGS, WHERE_OPTIONS, type Where } from './target';

export interface ExplainArguments {
  /** As `POST /explanations` takes it. */
  question: { guestEmail: string; tenantId?: string; teamId?: string; goal?: string; symptom?: string };
  where: Where;
  json: boolean;
}

const OPTIONS = {
  guest: { type: 'string' },
  id: { type: 'string' },
  team: { type: 'string' },
  goal: { type: 'string' },
  symptom: { type: 'string' },
  ...WHERE_OPTIONS,
  json: { type: 'boolean', default: false },
} as const;

const FLAGS = `  --guest ADDRESS    whose way in is looked at
  --id TENANT        the id of a tenant of that app (default: its home tenant)
  --team ID          the team the guest should join
  --goal GOAL        guestAccess (default) or externalAccess
  --symptom TEXT     what the guest or the owner saw, word for word
${WHERE_FLAGS}
  --json             the answer as one line of JSON`;

const COMMAND = {
  name: 'npm run explain',
  about: `Says why a guest cannot get in: one cause, every other closed door, and what opens it. Changes nothing.
Exits with 0 when it could say, 2 when an option is wrong.`,
  options: OPTIONS,
  flags: FLAGS,
};

/** @throws UsageFault that names what is wrong */
export function readExplainArguments(args: readonly string[]): ExplainArguments {
  const { values } = readCommandLine(args, COMMAND);
  const { guest, id, team, goal, symptom, json } = values;
  if (guest === undefined) throw new UsageFault(`--guest is missing. See ${COMMAND.name} -- --help.`);
  return {
    question: {
      guestEmail: guest,
      ...(id !== undefined && { tenantId: id }),
      ...(team !== undefined && { teamId: team }),
      ...(goal !== undefined && { goal }),
      ...(symptom !== undefined && { symptom }),
    },
    where: readWhere(values),
    json,
  };
}
