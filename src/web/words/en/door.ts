/** Signing in, and whatever goes wrong. */
export const door = {
  developmentSignIn: {
    title: 'Who are you today?',
    lead: 'This is a development sign-in: it works on this machine only, and believes what you say.',
    name: 'Name',
    roles: 'Roles',
    roleHints: {
      Requester: 'asks, cancels, puts back',
      Approver: 'agrees to plans of others',
      Operator: 'looks after the installation',
      Reader: 'looks only',
    },
    enter: 'Sign in',
    nameMissing: 'Give a name, without a colon or comma.',
  },
  session: {
    title: 'Your session has ended',
    text: 'Nothing you typed is lost: it is kept on this page.',
    signIn: 'Sign in',
    signInBeside: 'Sign in (opens a new tab)',
    again: 'Then send it again',
    typed: 'What you typed',
  },
  typed: 'What you typed, to copy it',
  back: 'Back',
  home: 'To the front page',
  problems: {
    'no-sign-in': [
      'Nobody can sign in here',
      'This installation is set up for machines only: it has no sign-in for people (the setting EASY_AUTH).',
    ],
    'role-missing': [
      'You may not do this',
      'Your account lacks the role for it. Ask whoever administers this app.',
    ],
    'from-another-site': ['Refused', 'Another site sent this in your name. Nothing was done.'],
    'unknown-page': ['There is no such page', 'The address may be mistyped, or out of date.'],
    'unknown-tenant': [
      'There is no such tenant here',
      'This installation serves the tenants on the page of that name.',
    ],
    'unknown-finding': ['There is no such open finding', 'It may be gone since: the next audit says so.'],
    'unknown-enablement': ['There is no such request', 'Look at the number again; it begins with “en-”.'],
    'already-finished': ['It is finished already', 'Nothing can be told to it any more.'],
    'nothing-to-decide': [
      'There is nothing to decide',
      'Somebody decided before you, or the request was called off.',
    ],
    'already-decided': ['Somebody decided already', 'Look at the request to see how.'],
    'already-confirmed': ['Somebody confirmed it already', 'There is nothing left to confirm.'],
    'nothing-to-replay': [
      'There is nothing to send again',
      'Nothing that was to be told has failed for good.',
    ],
    'address-forgotten': [
      'The address is forgotten',
      'It is kept for thirty days after the end. Whoever wants to know reads the request instead.',
    ],
    'another-plan': ['The plan has changed', 'Read it again, and decide about what you see then.'],
    'not-a-test-guest': [
      'Not a test guest of this tenant',
      'The plan names a test guest that only an operator may have invited. Make a plan of your own without that address, or ask an operator to send this one.',
    ],
    'own-request': ['Not your own request', 'Whoever asked for it cannot agree to it: a second person must.'],
    'extension-needs-approver': [
      'Somebody else must agree to a later date',
      'A second person agreed to this request until a date. Ask an approver who did not ask for it to extend it.',
    ],
    'tenant-not-allowed': [
      'Not one of your tenants',
      'Your role is for other tenants. Whoever administers this application can change that.',
    ],
    'identity-missing': [
      'We cannot tell who you are',
      'Sign in with your own account to decide about a plan.',
    ],
    'nothing-to-confirm': ['There is nothing to confirm', 'This request has no partner test that is open.'],
    'nothing-to-extend': ['There is no end to move', 'It stands without an end, or has ended already.'],
    'undone-before': [
      'It was undone already',
      'Every setting that this request changed is back as it was. Open the request to see which run undid it.',
    ],
    'cannot-undo': ['It cannot be put back', 'It still runs, or it changed nothing by itself.'],
    'nothing-to-send': [
      'There is nothing to send',
      'Only a plan that was made and can be carried out can be sent.',
    ],
    'tenant-occupied': [
      'Another request is changing this tenant',
      'Two at once would get in each other’s way. Wait until the other is finished, or cancel it; then send this again.',
    ],
    'idempotency-key-reused': ['This was sent before', 'Look at your requests.'],
    'invalid-request': ['Something is wrong with what was sent', 'Go back, and look at it again.'],
    'record-unreadable': [
      'This record cannot be read',
      'Nothing was changed. Tell your operator: the log names the row (recordUnreadable), which must be restored or removed by hand.',
    ],
    'too-large': ['That is too much', 'Shorten what you typed.'],
    'too-many-calls': ['Slow down a little', 'That was more than one person may send in a minute.'],
    'too-many-commands': ['It was told too much already', 'Wait for it to end.'],
    'try-again': ['Not possible at the moment', 'Send it again in a minute.'],
    'internal-error': [
      'Something went wrong here',
      'Nothing that was accepted before is lost. Try again; if it stays, tell your operator.',
    ],
  },
  other: 'This was not possible',
  occupiedBy: 'The other request',
};
