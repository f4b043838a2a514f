import type { tries as en } from '../en/tries';

export const tries: typeof en = {
  'try.refused': ({ what, reason }, { say }) => `${say(what)} (${reason}).`,
  'try.refusedLacking': ({ what, missing }, { say }) => `${say(what)}: de app mist ${missing}.`,
  'try.addressUnread': 'Microsoft Entra toont niet wie het adres gebruikt',
  'try.invitationRefused': 'Microsoft Entra weigert de uitnodiging',
  'try.groupRefuses': 'De groep weigert de gast',
  'try.rosterRefused': 'Teams toont de teamleden niet',
  'try.invited': 'Microsoft Entra heeft de uitnodiging van de testgast geaccepteerd.',
  'try.invitedAgain':
    'Tweede controle: Microsoft Entra accepteert de uitnodiging van de testgast nog steeds.',
  'try.notVisible': 'Het nieuwe account is nog niet overal te zien.',
  'try.inGroup': 'De testgast is lid van de groep van het testteam.',
  'try.reported': 'Teams meldt dat de testgast lid is geworden van het testteam.',
  'try.waitsForReport': 'Wacht tot Teams de testgast meldt.',
  'try.waitsReading':
    'Wacht tot Teams de testgast toont. Teams kan deze app niet bereiken, dus worden de teamleden af en toe gelezen.',
  'try.listed': 'Teams toont de testgast.',
  'try.listedAgain': 'Tweede controle: Teams toont de testgast nog steeds.',
  'try.notListed': 'Teams toont de testgast nog niet.',
  'try.renewed': 'Het abonnement op het testteam is verlengd.',
  'try.watchGone': 'Het abonnement op het testteam is weg, en Microsoft Graph geeft geen ander.',
  'try.watchRemade': 'Het abonnement op het testteam was weg; er is een nieuw gemaakt.',
  'try.throttled': ({ until }, { moment }) => `Microsoft beperkt het aantal aanvragen tot ${moment(until)}.`,
  'try.stillThrottled': 'Microsoft beperkt het aantal aanvragen nog steeds; de tijd is om.',
  'try.setManually': ({ ids }) => `${ids.join(', ')} is handmatig ingesteld.`,
  'try.allAsRequested': 'Alle instellingen opnieuw gelezen: alles staat zoals gevraagd.',
  'try.readAgain': ({ settings }, { say }) =>
    `Alle instellingen opnieuw gelezen: ${settings.map(say).join('; ')}.`,
  'try.settingReads': ({ setting, values }, wording) =>
    `${wording.setting(setting)} staat op ${values.map(wording.say).join(', ')}`,
  'try.settingBlocks': ({ setting }, wording) => `${wording.setting(setting)} blokkeert de toegang`,
  'try.settingUnread': ({ setting }, wording) => `${wording.setting(setting)} kan niet worden gelezen`,
  'files.unread': 'Hoe bestanden worden gedeeld, kan nu niet worden gelezen.',
  'files.unknown': ({ id }) =>
    `Volgens de regels is niet bekend of bestanden voor gasten open zijn: ${id} kan niet worden gelezen.`,
  'files.closed': ({ setting }, wording) =>
    `Volgens de regels zijn bestanden voor gasten gesloten: ${wording.setting(setting)}.`,
  'files.siteClosed':
    'Volgens de regels zijn bestanden voor gasten gesloten: de site van het testteam (S-2) is als gesloten geregistreerd.',
  'files.open': 'Volgens de regels kan de gast de bestanden van het testteam openen.',
};
