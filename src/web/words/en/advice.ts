/** The questions on the front page, and what we advise. */
export const advice = {
  title: 'Work with people outside your organisation',
  lead: 'Answer a few questions in your own words. You get advice, you see exactly what would change before anything does, and you are notified when it works.',
  questions: {
    work: {
      ask: 'What do you want to do together?',
      answers: {
        team: ['Work in a team', 'its channels, conversations and files'],
        chat: ['Chat and call', 'everybody in their own Teams, without switching'],
        both: ['Both', 'work in a team, and chat from their own Teams'],
        meetings: ['Only meet', 'online meetings, now and then'],
        file: ['Only share a file', 'or a single folder'],
      },
    },
    people: {
      ask: 'How many people outside?',
      answers: {
        few: ['A few', 'you know their names'],
        many: ['Many', 'a department, or the whole organisation'],
      },
    },
    addresses: {
      ask: 'Which addresses do they have?',
      answers: {
        work: ['Work or school accounts', 'of an organisation with Microsoft 365'],
        private: ['Private addresses as well', 'such as Gmail or Outlook.com'],
        unknown: ['I do not know', ''],
      },
    },
    oneChannel: {
      ask: 'Is one channel enough, and will their administrator join in?',
      answers: {
        yes: ['Yes', 'one channel, and they set their side too'],
        no: ['No, or I do not know', ''],
      },
    },
  },
  readerOnly: 'You can view everything here. To make a request you need the Requester role.',
  show: 'Show the advice',
  skip: 'I know what I need: go to the form',
  unanswered: 'Choose an answer, so that we can advise you.',
  how: {
    title: 'How it goes',
    steps: [
      ['You make a request', 'A few questions, then the form.'],
      ['You see the plan', 'Every setting that would change, in sentences. Nothing is touched yet.'],
      ['Someone approves', 'For risky changes, a second person decides.'],
      ['We prove it', 'A test guest is invited until that really works, and is removed again.'],
    ],
  },
  ours: 'Our advice',
  recommendations: {
    guestAccess: {
      title: 'Guest access',
      text: 'People outside get a guest account with you. They work in your teams, channels and files. They switch to your organisation to do so.',
    },
    externalAccess: {
      title: 'External access',
      text: 'People stay in their own Teams and find, chat with and call your people by their address. They are no members of your teams and see no team files.',
    },
    both: {
      title: 'Guest access and external access',
      text: 'A few work in your teams as guests; the others, or the same people from their own Teams, chat and call.',
    },
    sharedChannel: {
      title: 'A shared channel',
      text: 'One channel that people open from their own Teams, without a guest account. Both administrators set up cross-tenant access first. Gastvrij does not set that up: ask your Teams administrator. Guest access is what we can do instead.',
    },
    neither: {
      title: 'Neither is needed',
      text: 'What you want works already, without opening anything.',
    },
  },
  because: {
    meetings:
      'Anybody can be invited to a meeting, also without an account: just add the address to the invitation.',
    file: 'Share the file or folder itself with “Share” in Teams, SharePoint or OneDrive. No team is needed.',
    inTeam: 'Only guests can be members of a team and use its files.',
    ownTeams: 'Chatting from their own Teams, without switching, is what external access is for.',
    many: 'With many people it is easier to open chat and calls for their whole domain than to invite each one.',
    oneChannel:
      'One channel, work accounts and a willing administrator: that is what shared channels are made for.',
  },
  warnings: {
    privateAddresses:
      'External access does not reach private addresses. Guests can have them; letting private Teams accounts chat is possible too, but nobody vouches for those.',
    unknownAddresses:
      'Ask which accounts they have: external access works with work and school accounts only.',
  },
  askAnyway: 'You can still ask for something else below: the choice is yours.',
};
