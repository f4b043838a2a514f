/** What a card says, before it is dressed. */
export interface CardText {
  title: string;
  summary: string;
  /** What is undefined is left out. */
  facts: readonly [name: string, value: string | undefined][];
  lines: readonly string[];
}

/** A message of Teams may have about 28 KB, and a card is read at a glance. */
const LONGEST = 500;
const MOST_LINES = 12;

/**
 * One Adaptive Card, as the flow behind a Workflows address posts it: exactly one attachment, version 1.4, no buttons,
 * since an address in a card is open to the whole channel.
 * https://adaptivecards.io/explorer/AdaptiveCard.html
 */
export function cardOf({ title, summary, facts, lines }: CardText): unknown {
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
            text(title, { weight: 'Bolder' }),
            text(summary),
            {
              type: 'FactSet',
              facts: facts.flatMap(([name, value]) =>
                value === undefined ? [] : [{ title: name, value: plain(value) }],
              ),
            },
            ...lines.slice(0, MOST_LINES).map((line) => text(line)),
          ],
        },
      },
    ],
  };
}

/** Cards read Markdown, and turn bare addresses into links: what somebody wrote into a request must stay text. */
function plain(words: string): string {
  const short = words.length > LONGEST ? `${words.slice(0, LONGEST - 1)}…` : words;
  return short
    .replace(/[\\`*_[\]]/g, '\\$&')
    .replaceAll('://', ':\u200b//')
    .replace(/\b(www)\./gi, '$1\u200b.')
    .replace(/\b(mailto):/gi, '$1\u200b:');
}
