import type { verdicts as en } from '../en/verdicts';

export const verdicts: typeof en = {
  'verdict.ownDomain': ({ domain }) =>
    `${domain} is een geverifieerd domein van deze tenant: gebruikers ervan kunnen hier geen gast of partner zijn.`,
  'verdict.memberAddress': 'Het adres is van een lid van deze tenant.',
  'verdict.cannotRead': ({ setting, missing, blocking }, { say, setting: named, settings }) =>
    `${named(setting)} kan niet worden gelezen: de app mist ${say(missing)}.` +
    (blocking.length > 0 ? ` Deze instellingen blokkeren de toegang zeker: ${settings(blocking)}.` : ''),
  'verdict.lacks': ({ missing }, { say }) => `De app mist ${say(missing)}.`,
  'verdict.blocked': ({ setting, reason }, { say, setting: named }) =>
    `${named(setting)} blokkeert de toegang. ${say(reason)}`,
  'verdict.reverted': ({ setting, what }, { say, setting: named }) =>
    `${named(setting)} ${say(what)}: iemand, of een hulpmiddel dat een basislijn afdwingt, heeft dit teruggezet.`,
  'verdict.wasAndIs': ({ was, is }, { say }) => `was ${say(was)} en is nu ${say(is)}`,
  'verdict.readsOtherwise': 'heeft een andere waarde dan eerst',
  'verdict.readsNow': ({ was, is }, { say }) => `geeft ${say(is)}, en was ${say(was)}`,
  'verdict.notShownYet': ({ setting, what, age }, { say, setting: named, hours }) =>
    `${named(setting)} ${say(what)}${age === undefined ? '' : ` toen Gastvrij dit ${hours(age)} geleden schreef`}. ` +
    'De gevraagde waarde is nog niet te zien. Een uitlezing kan uren ouder zijn dan een wijziging, dus hieruit blijkt niet dat iemand iets heeft veranderd.',
  'verdict.settingsNeedTime': 'Alle instellingen staan zoals gevraagd; zij werken nog niet.',
  'verdict.since': ({ hours: passed }, { hours }) =>
    `Sinds de laatste wijziging is ${hours(passed)} verstreken.`,
  'verdict.notEffectiveYet': ({ setting, age, documented }, { setting: named, hours }) =>
    `${named(setting)} is ${hours(age)} geleden ingesteld en werkt nog niet; volgens Microsoft duurt dat hoogstens ${hours(documented)}.`,
  'verdict.maybeNotEffective': ({ setting, documented }, { setting: named, hours }) =>
    `${named(setting)} heeft de gevraagde waarde en werkt misschien nog niet; volgens Microsoft duurt een wijziging hoogstens ${hours(documented)}.`,
  'verdict.overdue': ({ hours: passed }, { hours }) =>
    `Elke instelling die te lezen is, staat zoals gevraagd, en na ${hours(passed)} heeft de gast nog geen toegang.`,
  'verdict.overdueOurs': ({ setting, hours: passed }, { setting: named, hours }) =>
    `Elke instelling die te lezen is, staat zoals gevraagd, en na ${hours(passed)} heeft de gast nog geen toegang. Werkt nog niet: ${named(setting)}.`,
  'verdict.overdueUnchanged': ({ setting, hours: passed }, { setting: named, hours }) =>
    `Elke instelling die te lezen is, staat zoals gevraagd, en na ${hours(passed)} heeft de gast nog geen toegang. Werkt nog niet: ${named(setting)}, die niet kort geleden is gewijzigd.`,
  'verdict.timeIsUp': 'De tijd is om.',
  'verdict.manualSteps': ({ settings: all }, { settings }) =>
    `Wacht op handmatige stappen. Nog niet gezien: ${settings(all)}.`,
  'verdict.externalUnread': ({ ids }) =>
    `Externe toegang kan niet worden gelezen (${ids.join(', ')}), dus is niet bekend of die is ingesteld zoals gevraagd.`,
  'verdict.suspected': ({ setting }, { setting: named }) =>
    `Elke instelling die te lezen is, staat toegang toe; over blijft ${named(setting)}.`,
  'verdict.readAsOpen': 'Voor zover deze instelling te lezen is, staat zij toegang toe.',
  'verdict.allOpen': 'Elke instelling die te lezen is, laat deze gast toe.',
  'verdict.unknownWords': ({ words }) => `Gastvrij kent het bericht ‘${words}’ niet.`,
  'verdict.nothingShown': 'Uit wat gelezen is, blijkt geen oorzaak.',
  'verdict.otherTenant': 'De app hoort bij een andere tenant dan de aanvraag noemt.',
  'verdict.unreadable': ({ setting, reason }, { say, setting: named }) =>
    `${named(setting)} kan niet worden gelezen: ${say(reason)}`,
  'verdict.noConsent': ({ code }) =>
    `De app heeft in deze tenant geen toestemming van een beheerder. (${code})`,
  'verdict.noTenant': ({ code }) => `Microsoft Entra heeft geen tenant met deze id. (${code})`,
  'verdict.noTrust': ({ code }) => `Microsoft Entra accepteert de referentie van de app niet. (${code})`,
  'verdict.appDisabled': ({ code }) => `De app is in deze tenant uitgeschakeld. (${code})`,
  'verdict.appElsewhere': ({ code }) =>
    `De app hoort bij een andere tenant dan deze en kan deze niet lezen. (${code})`,
  'verdict.noToken': ({ code }) => `Microsoft Entra geeft geen token voor deze tenant. (${code})`,
  'verdict.endPassed': ({ until }, { moment }) =>
    `De toegang zou tot ${moment(until)} actief zijn, en die datum is voorbij.`,
  'verdict.throttledToTheEnd':
    'Microsoft beperkte het aantal aanvragen tot na het einde van de wachttijd; de rest kon niet meer worden getest.',
};
