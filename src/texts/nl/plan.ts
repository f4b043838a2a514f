import type { plan as en } from '../en/plan';

export const plan: typeof en = {
  'plan.unreadNotAsked': 'De instelling kan niet worden gelezen, en de aanvraag heeft haar niet nodig.',
  'plan.unreadCheck': 'De instelling kan niet worden gelezen: controleer haar, en wijzig haar zo nodig.',
  'plan.leftAsIs': 'Niet gewijzigd: deze aanvraag test alleen de toegang.',
  'plan.notReadable': 'toepassingen kunnen deze instelling niet lezen',
  'plan.values': ({ values }, { say }) => values.map(({ name, value }) => `${name} ${say(value)}`).join(', '),
  'domain.publicMail': ({ domain }) =>
    `${domain} staat op een lijst van openbare mailproviders: iedereen met een postvak daar zou worden toegelaten.`,
  'domain.firstDomain': ({ domain }) =>
    `${domain} is het eerste domein van een Microsoft 365-tenant, dat iedereen kan maken; mensen melden zich meestal aan met het domein van hun organisatie.`,
  'domain.providersSuffix': ({ domain }) =>
    `${domain} is een naam waaronder een provider namen geeft aan wie daarom vraagt.`,
  'domain.otherScript': ({ domain }) =>
    `${domain} staat voor een naam met letters buiten ASCII, die op een andere naam kan lijken.`,
  'verdict.leftAloneOlder': ({ setting, expected, found, at }, { say, setting: named, moment }) =>
    `${named(setting)} is niet gewijzigd: het plan verwachtte ${say(expected)}, en de waarde is ${say(found)}. Gastvrij had die waarde zelf vóór ${moment(at)} geschreven: het plan berustte op een oudere uitlezing, of deze uitlezing is ouder.`,
  'verdict.leftAlone': ({ setting, reason }, { say, setting: named }) =>
    `${named(setting)} is niet gewijzigd. ${say(reason)}`,
  'verdict.moved': ({ setting, moved }, { say, setting: named }) =>
    `${named(setting)} is gewijzigd nadat het plan was gemaakt: ${say(moved)}. Er is verder niets geschreven.`,
  'verdict.refusedWrite': 'Microsoft weigerde de instelling te wijzigen.',
  'verdict.refusedLacking': ({ missing }, { say }) =>
    `Microsoft weigerde de instelling te wijzigen (de app mist ${say(missing)}).`,
  'moved.values': ({ was, is }, { say }) => `de waarde was ${say(was)} en is nu ${say(is)}`,
  'moved.list': ({ change }, { say }) => `de lijst is gewijzigd: ${say(change)}`,
  'change.values': ({ before, after }, { say }) => `${say(before)} → ${say(after)}`,
  'change.list': ({ added, removed, count, of }) => {
    const parts = [added, removed].map(({ names, more }, index) => {
      const sign = index === 0 ? '+' : '−';
      return [...names.map((name) => `${sign} ${name}`), ...(more > 0 ? [`${sign} nog ${more}`] : [])].join(
        ', ',
      );
    });
    return `${parts.filter((part) => part !== '').join(', ') || 'dezelfde namen'} (${count} ${of === 'domains' ? 'domeinen' : 'vermeldingen'})`;
  },
  'change.of': ({ setting, change }, { say, setting: named }) => `${named(setting)}: ${say(change)}`,
};
