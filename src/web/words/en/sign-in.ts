/** Signing in, and whatever goes wrong. */
export const signIn = {
  developmentSignIn: {
    title: 'Who are you today?',
    lead: 'This is a development sign-in: it works on this machine only, and believes what you say.',
    name: 'Name',
    roles: 'Roles',
    roleHints: {
      Requester: 'requests, cancels, undoes',
      Approver: 'approves plans of others',
      Operator: 'manages the installation',
      Reader: 'views only',
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
      'Your account does not have the role for this. Ask the administrator of this app.',
    ],
    'from-another-site': ['Refused', 'Another site sent this in your name. Nothing was done.'],
    'unknown-page': ['There is no such page', 'The address may be mistyped or out of date.'],
    'unknown-tenant': [
      'There is no such tenant here',
      'The Tenants page lists the tenants that this installation manages.',
    ],
    'unknown-finding': [
      'There is no such open finding',
      'It may have been resolved. The next audit shows this.',
    ],
    'unknown-enablement': ['There is no such request', 'Check the number; it begins with “en-”.'],
    'already-finished': ['This request is already finished', 'It accepts no more commands.'],
    'nothing-to-decide': [
      'There is nothing to decide',
      'Someone decided before you, or the request was cancelled.',
    ],
    'already-decided': ['Already decided', 'Open the request to see the decision.'],
    'already-confirmed': ['Already confirmed', 'There is nothing left to confirm.'],
    'nothing-to-replay': ['There is nothing to send again', 'No notification has failed permanently.'],
    'address-forgotten': [
      'The address is forgotten',
      'It is kept for thirty days after the end. Whoever wants to know reads the request instead.',
    ],
    'another-plan': ['The plan has changed', 'Read it again, and decide about what you see then.'],
    'not-a-test-guest': [
      'Not a test guest of this tenant',
      'The plan names a test guest that only an operator may have invited. Make a plan of your own without that address, or ask an operator to send this one.',
    ],
    'own-request': [
      'Not your own request',
      'You cannot approve your own request. Ask a second person to decide.',
    ],
    'extension-needs-approver': [
      'A second person must approve a later date',
      'A second person approved this request until a date. Ask an approver who did not ask for it to extend it.',
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
    'nothing-to-extend': [
      'There is no end date to extend',
      'This request has no end date, or it has already ended.',
    ],
    'undone-before': [
      'It was undone already',
      'Every setting that this request changed is back as it was. Open the request to see which run undid it.',
    ],
    'cannot-undo': ['This request cannot be undone', 'It is still running, or it changed nothing.'],
    'nothing-to-send': [
      'There is nothing to send',
      'Only a plan that was made and can be carried out can be sent.',
    ],
    'tenant-occupied': [
      'Another request is changing this tenant',
      'Two at once would get in each other’s way. Wait until the other is finished, or cancel it; then send this again.',
    ],
    'idempotency-key-reused': ['This was sent before', 'Check your requests.'],
    'invalid-request': ['What was sent is not valid', 'Go back and check it.'],
    'record-unreadable': [
      'This record cannot be read',
      'Nothing was changed. Contact your operator: the log names the row (recordUnreadable), which must be restored or removed manually.',
    ],
    'too-large': ['The text is too long', 'Shorten it.'],
    'too-many-calls': [
      'Too many requests',
      'You have reached the limit for a minute. Try again in a minute.',
    ],
    'too-many-commands': ['Too many commands', 'Wait until the request has finished.'],
    'try-again': ['Not possible at the moment', 'Send it again in a minute.'],
    'internal-error': [
      'Something went wrong here',
      'Nothing that was accepted before is lost. Try again; if it happens again, contact your operator.',
    ],
  },
  other: 'This was not possible',
  occupiedBy: 'The other request',
};
