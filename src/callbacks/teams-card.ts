import type { CallbackEvent } from '../enablement/callback-event';

const TITLES: Readonly<Record<CallbackEvent['type'], string>> = {
  'enablement.accepted': 'Asked for',
  'enablement.approval.needed': 'Waits for a second person',
  'enablement.applied': 'Settings are changed',
  'enablement.waiting': 'Waiting for Microsoft 365',
  'enablement.finished': 'Finished',
  'enablement.ending': 'Ends soon',
  'enablement.ended': 'Has ended',
};

const GOALS: Readonly<Record<CallbackEvent['data']['goal'], string>> = {
  guestAccess: 'Guest access',
  externalAccess: 'External access',
  both: 'Guest access and external access',
};

/** A message of Teams may have about 28 KB, and a card is read at a glance. */
const LONGEST = 500;
const MOST_LINES = 8;

/**
 * One Adaptive Card, as the flow behind a Workflows address posts it: exactly one attachment, version 1.4, no buttons,
 * since an address in a card is open to the whole channel.
 * https://adaptivecards.io/explorer/AdaptiveCard.html
 */
export function teamsCard({ type, data }: CallbackEvent): unknown {
  const { enablementId, goal, requestedBy, ticketId, outcome, assurance, verdict, expectation } = data;
  const { changes, changed, byHand, decideBy, left, until, putBack, notPutBack } = data;
  const facts: [string, string | undefined][] = [
    ['Enablement', enablementId],
    ['Asked by', requestedBy],
    ['Ticket', ticketId],
    ['Outcome', outcome],
    ['Assurance', assurance && `rung ${assurance.rung}: ${assurance.claim}`],
    ['Decide by', decideBy],
    ['Until', until],
    ['Usual wait', expectation?.text],
    ['Advice', verdict?.advice[0]],
  ];
  const lines = [
    ...(changes ?? []),
    ...(changed ?? []),
    ...(putBack ?? []).map((line) => `Put back: ${line}`),
    ...(notPutBack ?? []).map((line) => `Not put back: ${line}`),
    ...(byHand ?? []).map((line) => `By hand: ${line}`),
    ...(left ?? []).map((line) => `Please remove: ${line}`),
  ].slice(0, MOST_LINES);
  const text = (words: string, more = {}): unknown => ({
    type: 'TextBlock',
    text: plain(words),
    wrap: true,
    ...more,
  });
  return {
    type: 'message',
    attachments: [
      {
        contentType: 'application/vnd.microsoft.card.adaptive',
        contentUrl: null,
        content: {
          $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
          type: 'AdaptiveCard',
          version: '1.4',
          body: [
            text(`${GOALS[goal]}: ${TITLES[type]}`, { weight: 'Bolder' }),
            text(data.summary),
            {
              type: 'FactSet',
              facts: facts.flatMap(([title, value]) =>
                value === undefined ? [] : [{ title, value: plain(value) }],
              ),
            },
            ...lines.map((line) => text(line)),
          ],
        },
      },
    ],
  };
}

/** Cards read Markdown, and turn bare addresses into links: what somebody wrote into a request must stay text. */
function plain(words: string): string {
  const short = words.length > LONGEST ? `${words.slice(0, LONGEST - 1)}…` : words;
  return short.replace(/[\\`*_[\]]/g, '\\$&').replaceAll('://', ':\u200b//');
}
