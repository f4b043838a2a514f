/** What is sent to Gastvrij: the answers of a catalog item in the words of its API. */
var GastvrijRequest = Class.create();

/** question, field of the request, how the answer is written */
GastvrijRequest.QUESTIONS = [
  ['goal', 'goal', 'text'],
  ['profile', 'profile', 'text'],
  ['test_guest_email', 'testGuestEmail', 'text'],
  ['partner_domains', 'partnerDomains', 'list'],
  ['team_id', 'teamId', 'text'],
  ['justification', 'justification', 'text'],
  ['guest_calling', 'guestCalling', 'switch'],
  ['guest_meeting', 'guestMeeting', 'switch'],
  ['guest_messaging', 'guestMessaging', 'switch'],
  ['allow_consumer', 'allowConsumer', 'flag'],
  ['deadline_hours', 'deadlineHours', 'number'],
  ['purge_test_guest', 'purgeTestGuest', 'flag'],
  ['undo_on_failure', 'undoOnFailure', 'flag'],
  ['dry_run', 'dryRun', 'flag']
];

/** What we want to be told. That a request was accepted we know from its answer. */
GastvrijRequest.EVENTS = ['approvalNeeded', 'applied', 'waiting', 'finished'];

GastvrijRequest.prototype = {
  initialize: function () {
    this.settings = new GastvrijSettings();
  },

  /** The body for one request item. A question that was not answered is not sent: Gastvrij has its own defaults. */
  fromItem: function (item) {
    var body = {
      tenantId: this.settings.property('tenant_id'),
      requestedBy: String(item.getDisplayValue('opened_by')),
      ticketSystem: 'ServiceNow',
      ticketId: item.getValue('number')
    };
    var questions = GastvrijRequest.QUESTIONS;
    for (var i = 0; i < questions.length; i++) {
      var answer = this._answer(item, questions[i][0]);
      if (answer !== '') this._write(body, questions[i][1], questions[i][2], answer);
    }
    var callbackUrl = this.settings.callbackUrl();
    if (callbackUrl !== '') {
      body.callbackUrl = callbackUrl;
      body.callbackFormat = 'servicenow';
      body.callbackEvents = GastvrijRequest.EVENTS;
    }
    return body;
  },

  _answer: function (item, question) {
    var answer = item.variables[question];
    return gs.nil(answer) ? '' : String(answer).trim();
  },

  _write: function (body, field, kind, answer) {
    if (kind === 'text') body[field] = answer;
    if (kind === 'number') body[field] = Number(answer);
    if (kind === 'flag' && answer === 'true') body[field] = true;
    if (kind === 'switch' && answer === 'true') body[field] = 'on';
    if (kind === 'list') body[field] = answer.split(/[\s,;]+/).filter(Boolean);
  },

  type: 'GastvrijRequest'
};
