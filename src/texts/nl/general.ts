import type { general as en } from '../en/general';

export const general: typeof en = {
  verbatim: ({ text }) => text,
  paragraph: ({ of }, { say }) => of.map(say).join(' '),
  permissions: ({ graph, roles }) =>
    [
      ...graph.map((name) => `Microsoft Graph ${name}`),
      ...roles.map((name) => `de directoryrol ${name}`),
    ].join(', '),
  'reading.absent': ({ property }) => `Het antwoord van Microsoft bevat ${property} niet.`,
  'reading.notInSnapshot': 'De momentopname van de monitor van Microsoft bevat dit niet.',
  'reading.absentInSnapshot': ({ property }) =>
    `De momentopname van de monitor van Microsoft bevat ${property} niet.`,
  'reading.unknownReason': 'de reden is onbekend',
  'value.notSet': 'niet ingesteld',
  'value.emptyList': 'een lege lijst',
  'value.list': ({ of }, { say }) => of.map(say).join(', '),
  'value.longList': ({ first, count }, { say }) => `${first.map(say).join(', ')}, … (${count} in totaal)`,
  'value.allowAll': 'alle domeinen',
  'value.allowNobody': 'geen domeinen',
  'value.allowThese': ({ domains }, { say }) => `alleen ${say(domains)}`,
  'value.blockThese': ({ domains }, { say }) => `alle domeinen behalve ${say(domains)}`,
};
