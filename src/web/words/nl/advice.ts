import type { advice as en } from '../en/advice';

export const advice: typeof en = {
  title: 'Samenwerken met mensen van buiten',
  lead: 'Beantwoord een paar vragen in uw eigen woorden. U krijgt advies, u ziet precies wat er zou veranderen voordat er iets gebeurt, en u hoort wanneer het echt werkt.',
  questions: {
    work: {
      ask: 'Wat wilt u samen doen?',
      answers: {
        team: ['Werken in een team', 'met kanalen, gesprekken en bestanden'],
        chat: ['Chatten en bellen', 'iedereen vanuit de eigen Teams-app, zonder te wisselen'],
        both: ['Allebei', 'werken in een team, en chatten vanuit het eigen Teams'],
        meetings: ['Alleen vergaderen', 'af en toe online bij elkaar komen'],
        file: ['Alleen een bestand delen', 'of één map'],
      },
    },
    people: {
      ask: 'Om hoeveel mensen van buiten gaat het?',
      answers: {
        few: ['Een paar', 'u kent ze bij naam'],
        many: ['Veel', 'een afdeling, of de hele organisatie'],
      },
    },
    addresses: {
      ask: 'Wat voor adressen hebben zij?',
      answers: {
        work: ['Werk- of schoolaccounts', 'van een organisatie met Microsoft 365'],
        private: ['Ook privéadressen', 'zoals Gmail of Outlook.com'],
        unknown: ['Dat weet ik niet', ''],
      },
    },
    oneChannel: {
      ask: 'Is één kanaal genoeg, en werkt hun beheerder mee?',
      answers: {
        yes: ['Ja', 'één kanaal, en zij stellen hun kant ook in'],
        no: ['Nee, of dat weet ik niet', ''],
      },
    },
  },
  readerOnly: 'U mag rondkijken; voor een aanvraag is de rol Aanvrager nodig.',
  show: 'Advies bekijken',
  skip: 'Ik weet wat ik nodig heb: naar het formulier',
  unanswered: 'Kies een antwoord, dan kunnen wij u adviseren.',
  how: {
    title: 'Zo gaat het',
    steps: [
      ['U vraagt aan', 'Een paar vragen, dan het formulier.'],
      [
        'U ziet het plan',
        'Elke instelling die zou veranderen, in gewone zinnen. Er is dan nog niets gebeurd.',
      ],
      ['Iemand keurt het goed', 'Bij riskante wijzigingen beslist een tweede persoon.'],
      ['Wij bewijzen het', 'Een testgast wordt uitgenodigd tot dat echt lukt, en daarna weer verwijderd.'],
    ],
  },
  ours: 'Ons advies',
  recommendations: {
    guestAccess: {
      title: 'Gasttoegang',
      text: 'Mensen van buiten krijgen een gastaccount bij u. Zij werken in uw teams, kanalen en bestanden, en wisselen daarvoor naar uw organisatie.',
    },
    externalAccess: {
      title: 'Externe toegang',
      text: 'Mensen blijven in hun eigen Teams en vinden, chatten met en bellen uw mensen op hun adres. Zij zijn geen lid van uw teams en zien geen teambestanden.',
    },
    both: {
      title: 'Gasttoegang en externe toegang',
      text: 'Een paar mensen werken als gast in uw teams; de anderen, of dezelfde mensen vanuit hun eigen Teams, chatten en bellen.',
    },
    sharedChannel: {
      title: 'Een gedeeld kanaal',
      text: 'Eén kanaal dat mensen openen vanuit hun eigen Teams, zonder gastaccount. Beide beheerders stellen eerst toegang tussen tenants in. Dat doet Gastvrij niet: vraag het uw Teams-beheerder. Wat wij wel kunnen, is gasttoegang.',
    },
    neither: {
      title: 'Geen van beide is nodig',
      text: 'Wat u wilt, werkt al, zonder iets open te zetten.',
    },
  },
  because: {
    meetings:
      'Iedereen kan voor een vergadering worden uitgenodigd, ook zonder account: zet het adres gewoon in de uitnodiging.',
    file: 'Deel het bestand of de map zelf met ‘Delen’ in Teams, SharePoint of OneDrive. Een team is daar niet voor nodig.',
    inTeam: 'Alleen gasten kunnen lid zijn van een team en de bestanden ervan gebruiken.',
    ownTeams: 'Chatten vanuit het eigen Teams, zonder te wisselen: daar is externe toegang voor.',
    many: 'Bij veel mensen is het eenvoudiger om chatten en bellen open te zetten voor hun hele domein dan om ieder apart uit te nodigen.',
    oneChannel:
      'Eén kanaal, werkaccounts en een beheerder die meewerkt: daar zijn gedeelde kanalen voor gemaakt.',
  },
  warnings: {
    privateAddresses:
      'Met externe toegang bereikt u geen privéadressen. Gasten mogen die wel hebben. Privéaccounts van Teams laten chatten kan ook, maar niemand staat voor die mensen in.',
    unknownAddresses:
      'Vraag na welke accounts zij hebben: externe toegang werkt alleen met werk- en schoolaccounts.',
  },
  askAnyway: 'U kunt hieronder toch iets anders aanvragen: de keus is aan u.',
};
