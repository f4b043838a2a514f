import type { Said, Wording } from '../said';

/** What other texts are put together from. */
export const general = {
  verbatim: ({ text }: { text: string }) => text,
  paragraph: ({ of }: { of: readonly Said[] }, { say }: Wording) => of.map(say).join(' '),
  permissions: ({ graph, roles }: { graph: readonly string[]; roles: readonly string[] }) =>
    [
      ...graph.map((name) => `Microsoft Graph ${name}`),
      ...roles.map((name) => `the directory role ${name}`),
    ].join(', '),
  'reading.absent': ({ property }: { property: string }) =>
    `Microsoft’s response does not contain ${property}.`,
  'reading.notInSnapshot': 'The snapshot of Microsoft’s monitor does not contain it.',
  'reading.absentInSnapshot': ({ property }: { property: string }) =>
    `The snapshot of Microsoft’s monitor does not contain ${property}.`,
  'reading.unknownReason': 'the reason is unknown',
  'value.notSet': 'not set',
  'value.emptyList': 'an empty list',
  'value.list': ({ of }: { of: readonly Said[] }, { say }: Wording) => of.map(say).join(', '),
  'value.longList': ({ first, count }: { first: readonly Said[]; count: number }, { say }: Wording) =>
    `${first.map(say).join(', ')}, … (${count} in all)`,
  'value.allowAll': 'all domains',
  'value.allowNobody': 'no domains',
  'value.allowThese': ({ domains }: { domains: Said }, { say }: Wording) => `only ${say(domains)}`,
  'value.blockThese': ({ domains }: { domains: Said }, { say }: Wording) =>
    `all domains except ${say(domains)}`,
};
