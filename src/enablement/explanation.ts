import type { Gate, Wish } from '../controls/control';
import type { Verdict } from './conclusion';
import { isClosed, type Finding } from './finding';
import type { Symptom } from './symptoms';

/** One link of the chain, in the order in which a link closes the door before the next. */
export interface Link {
  control: string;
  gate: Gate;
  title: string;
  /** `mayDecide`: it can close the door, and nothing an application can read says whether it does. */
  state: 'open' | 'closed' | 'mayDecide' | 'unknown';
  text: string;
}

export interface Explanation {
  /** The one cause. */
  verdict: Verdict;
  /** How sure that is: `high` where a switch was read, or Microsoft's words are known. */
  confidence: 'high' | 'medium' | 'low';
  /** Every other link that is closed. */
  alsoClosed: string[];
  waiting: {
    helps: boolean;
    /** Hours within which Microsoft says it takes effect, and after which waiting has no more sense. */
    normalHours?: number;
    longestHours?: number;
    /** Since our last change of that switch. */
    sinceHours?: number;
  };
  /** How a person would open the door. */
  fix?: { adminPage: string; powerShell?: string };
  chain: Link[];
}

export interface Evidence {
  findings: readonly Finding[];
  wish: Wish;
  /** What the words somebody saw mean. */
  symptom?: Symptom;
  /** The words themselves, where nothing is known of them. */
  unknownWords?: string;
  /** The domain belongs to the tenant, or the address to a member. */
  input?: string;
  /** There as a guest already: then the switches for invitations do not matter any more. */
  guest?: { hasAccepted: boolean };
  /** Hours since we last changed a control, by its id. */
  ages: ReadonlyMap<string, number>;
}

/** What only invitations of new people go through. */
const FOR_NEW_GUESTS = ['E-1', 'E-3', 'E-5', 'E-6', 'E-8'];

/**
 * Names the one cause: our input, our rights, a closed door, a change that is young, the other side; and only then
 * that nothing is known. Every link of the chain is told, so that nobody has to open one door after the other.
 */
export function explain(evidence: Evidence): Explanation {
  const { findings, guest, symptom } = evidence;
  const relevant = guest ? findings.filter(({ control }) => !FOR_NEW_GUESTS.includes(control.id)) : findings;
  const chain = relevant.map(linkOf);
  const closed = relevant.filter(isClosed);
  const [cause] = closed;
  const link = (text: Pick<Explanation, 'verdict' | 'confidence' | 'waiting' | 'fix'>): Explanation => ({
    ...text,
    alsoClosed: closed.filter((one) => one !== cause).map(({ control }) => control.id),
    chain,
  });
  const noWaiting = { helps: false };

  if (evidence.input !== undefined) {
    const advice = ['Use an address outside all your domains.'];
    return link({
      verdict: { kind: 'INPUT', text: evidence.input, advice },
      confidence: 'high',
      waiting: noWaiting,
    });
  }
  if (symptom && (symptom.kind === 'INPUT' || symptom.kind === 'PERMISSION'))
    return link({ verdict: verdictOf(symptom), confidence: 'high', waiting: noWaiting });
  const unreadable = relevant.find(({ judgement }) => judgement.kind === 'unknown' && judgement.missing);
  if (cause === undefined && unreadable) return link(lacksRight(unreadable));
  if (cause) return link(closedBy(cause, evidence.wish));
  const young = youngestOf(relevant, evidence);
  if (young) return link(young);
  if (symptom) {
    const isCertain = symptom.kind === 'EXTERNAL';
    return link({
      verdict: verdictOf(symptom),
      confidence: isCertain ? 'high' : 'medium',
      waiting: noWaiting,
    });
  }
  if (guest && !guest.hasAccepted) return link(NOT_ACCEPTED);
  return link(nothingFound(evidence, chain));
}

const verdictOf = ({ kind, control, text, advice }: Symptom): Verdict => ({
  kind,
  ...(control && { control }),
  text,
  advice: [...advice],
});

function linkOf({ control, judgement }: Finding): Link {
  const { id, gate, title } = control;
  const link = { control: id, gate, title };
  switch (judgement.kind) {
    case 'met':
      return { ...link, state: 'open', text: judgement.advice ?? 'Lets guests through.' };
    case 'change':
    case 'closed':
      return { ...link, state: 'closed', text: judgement.reason };
    case 'mayDecide':
      return { ...link, state: 'mayDecide', text: `${judgement.reason} ${judgement.whoCan}` };
    case 'unknown':
      return { ...link, state: 'unknown', text: judgement.reason };
  }
}

function closedBy(
  { control, judgement }: Finding,
  wish: Wish,
): Pick<Explanation, 'verdict' | 'confidence' | 'waiting' | 'fix'> {
  const { id, title, adminPage, inPowerShell, effectiveWithin } = control;
  const isOurs = judgement.kind === 'change';
  const powerShell = isOurs ? inPowerShell?.(judgement.to) : undefined;
  const reason = judgement.kind === 'change' || judgement.kind === 'closed' ? judgement.reason : '';
  const how = isOurs
    ? `Ask for it: POST /api/enablements with goal "${wish.options.length > 1 ? 'both' : (wish.options[0] ?? '')}". Or set it by hand.`
    : judgement.kind === 'closed'
      ? judgement.whoCan
      : '';
  return {
    verdict: {
      kind: 'BLOCKED',
      control: id,
      text: `${title} (${id}) closes the door. ${reason}`,
      advice: [how],
    },
    confidence: 'high',
    waiting: {
      helps: false,
      normalHours: effectiveWithin.documented,
      longestHours: effectiveWithin.patience,
    },
    fix: { adminPage, ...(powerShell && { powerShell }) },
  };
}

function lacksRight({
  control,
  judgement,
}: Finding): Pick<Explanation, 'verdict' | 'confidence' | 'waiting'> {
  const missing = judgement.kind === 'unknown' ? judgement.missing : undefined;
  const names = [...(missing?.graph ?? []), ...(missing?.roles ?? [])].join(', ');
  const text = `${control.title} (${control.id}) cannot be read: our identity lacks ${names}.`;
  return {
    verdict: { kind: 'PERMISSION', control: control.id, text, advice: [`Grant ${names}, and ask again.`] },
    confidence: 'high',
    waiting: { helps: false },
  };
}

/** A change of ours that may still be on its way: the slowest of them. */
function youngestOf(
  findings: readonly Finding[],
  { ages, symptom }: Evidence,
): Pick<Explanation, 'verdict' | 'confidence' | 'waiting' | 'fix'> | undefined {
  const young = findings
    .map(({ control }) => control)
    .filter(({ id, effectiveWithin }) => (ages.get(id) ?? Infinity) < effectiveWithin.patience)
    .sort((a, b) => b.effectiveWithin.patience - a.effectiveWithin.patience);
  const control = young.find(({ id }) => id === symptom?.control) ?? young[0];
  if (control === undefined) return undefined;
  const { id, title, effectiveWithin } = control;
  const since = ages.get(id) ?? 0;
  return {
    verdict: {
      kind: 'PENDING',
      control: id,
      text: `Every switch that can be read is open. ${title} (${id}) was set ${since.toFixed(1)} h ago; Microsoft says it takes effect within ${effectiveWithin.documented} h.`,
      advice: ['Wait: there is nothing to mend.'],
    },
    confidence: 'medium',
    waiting: {
      helps: true,
      normalHours: effectiveWithin.documented,
      longestHours: effectiveWithin.patience,
      sinceHours: Number(since.toFixed(2)),
    },
  };
}

const NOT_ACCEPTED: Pick<Explanation, 'verdict' | 'confidence' | 'waiting'> = {
  verdict: {
    kind: 'EXTERNAL',
    text: 'The guest is in the directory and has not accepted the invitation.',
    advice: ['Send the invitation again, and have the guest look for mail of invites@microsoft.com.'],
  },
  confidence: 'high',
  waiting: { helps: false },
};

function nothingFound(
  { unknownWords }: Evidence,
  chain: readonly Link[],
): Pick<Explanation, 'verdict' | 'confidence' | 'waiting'> {
  const dark = chain.filter(({ state }) => state === 'mayDecide' || state === 'unknown');
  const words = unknownWords === undefined ? '' : ` Nobody here knows the words "${unknownWords}".`;
  return {
    verdict: {
      kind: 'UNKNOWN',
      text: `Every switch that can be read lets this guest through.${words}`,
      advice: [
        ...dark.map(({ control, title, text }) => `Look at ${title} (${control}): ${text}`),
        'Ask the guest for the exact words of the error, and send them as "symptom".',
      ],
    },
    confidence: 'low',
    waiting: { helps: false },
  };
}
