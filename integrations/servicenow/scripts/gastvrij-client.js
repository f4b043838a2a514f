/**
 * Calls Gastvrij for a request item. Each call is short: a scheduler worker is blocked while it lasts. What cannot be
 * done now is done when the event `look` fires; nothing here sleeps.
 */
var GastvrijClient = Class.create();

GastvrijClient.REST_MESSAGE = 'Gastvrij';
GastvrijClient.PATIENCE_MS = 10000;
/** Minutes to the next try; the last one repeats. All in all about a day. */
GastvrijClient.PAUSES = [1, 2, 4, 8, 16, 30, 60];
GastvrijClient.MOST_TRIES = 30;
/** Minutes to the look that replaces a callback which was lost: a run has come to its end by then. */
GastvrijClient.LOOK_AFTER = 26 * 60;

GastvrijClient.prototype = {
  initialize: function () {
    this.settings = new GastvrijSettings();
    this.items = new GastvrijItem();
  },

  /** Sends the request of an item; once it was accepted, asks how it stands. `tries` counts from 1. */
  carryOn: function (item, tries) {
    if (item.getValue('active') === '0') return this.items.wake(item, 'closed');
    return gs.nil(item.getValue('correlation_id')) ? this.ask(item, tries || 1) : this.read(item);
  },

  ask: function (item, tries) {
    this.items.begin(item);
    var body = JSON.stringify(new GastvrijRequest().fromItem(item));
    // The item's own id: however often this is sent, and whoever sends it, it is one run.
    var answer = this._call('request_enablement', { 'Idempotency-Key': item.getUniqueValue() }, {}, body);
    if (answer.status === 202 && answer.body) {
      this.items.accept(item, answer.body.id);
      return this._lookAgain(item, this._pauseWhileRunning(answer), 1);
    }
    if (this._isPassing(answer.status)) return this._tryLater(item, answer, tries);
    return this.items.refuse(item, this._refusal(answer));
  },

  read: function (item) {
    var answer = this._call('read_enablement', {}, { id: item.getValue('correlation_id') });
    if (answer.status === 200 && answer.body) return this.items.show(item, answer.body);
    if (answer.status !== 202 && !this._isPassing(answer.status))
      return this.items.note(item, this._refusal(answer));
    return this._lookAgain(item, this._pauseWhileRunning(answer), 1);
  },

  /** @returns {{status: number, body: object|null, retryAfter: number}} status 0 where no answer came */
  _call: function (method, headers, variables, body) {
    var connection = this.settings.connection();
    if (connection === null) return { status: -1, body: null, retryAfter: 0 };
    try {
      var message = new sn_ws.RESTMessageV2(GastvrijClient.REST_MESSAGE, method);
      message.setStringParameterNoEscape('base_url', connection.url);
      for (var variable in variables) message.setStringParameterNoEscape(variable, variables[variable]);
      for (var header in headers) message.setRequestHeader(header, headers[header]);
      message.setRequestHeader('x-functions-key', connection.key);
      message.setHttpTimeout(GastvrijClient.PATIENCE_MS);
      if (body) message.setRequestBody(body);
      var response = message.execute();
      return {
        status: response.haveError() && response.getStatusCode() < 100 ? 0 : Number(response.getStatusCode()),
        body: this._parse(response.getBody()),
        retryAfter: Number(response.getHeader('Retry-After')) || 0
      };
    } catch (error) {
      // A time-out is thrown or reported, depending on the release and on the MID Server.
      gs.warn('Gastvrij could not be reached: ' + error);
      return { status: 0, body: null, retryAfter: 0 };
    }
  },

  _parse: function (text) {
    try {
      return JSON.parse(text);
    } catch (notJson) {
      return null;
    }
  },

  /** 409: another run is changing the tenant, which it will not do for ever. */
  _isPassing: function (status) {
    return status === 0 || status === 408 || status === 409 || status === 429 || status >= 500;
  },

  _tryLater: function (item, answer, tries) {
    var reason = answer.status === 0 ? 'No answer.' : this._refusal(answer);
    if (tries >= GastvrijClient.MOST_TRIES) {
      return this.items.note(item, reason + ' Gave up after ' + tries + ' tries: a person must look.');
    }
    if (tries === 1) this.items.note(item, reason + ' It is sent again until it is accepted.');
    var pauses = GastvrijClient.PAUSES;
    var seconds = 60 * pauses[Math.min(tries, pauses.length) - 1];
    return this._lookAgain(item, Math.max(seconds, answer.retryAfter), tries + 1);
  },

  /** With a callback a look is only the safety net; without one it is how we learn the end. */
  _pauseWhileRunning: function (answer) {
    if (this.settings.callbackUrl() !== '') return GastvrijClient.LOOK_AFTER * 60;
    return Math.max(300, answer.retryAfter);
  },

  _lookAgain: function (item, seconds, tries) {
    var due = new GlideDateTime();
    due.addSeconds(seconds);
    gs.eventQueueScheduled(this.settings.lookEvent(), item, String(tries), '', due);
  },

  /** A problem document (RFC 9457) in words. */
  _refusal: function (answer) {
    if (answer.status === -1) return 'The connection alias has no address or no key.';
    var problem = answer.body || {};
    var lines = ['HTTP ' + answer.status + '. ' + (problem.title || 'No reason was given.')];
    var violations = problem.violations || [];
    for (var i = 0; i < violations.length; i++) {
      lines.push(violations[i].pointer + ' ' + violations[i].message);
    }
    return lines.join('\n');
  },

  type: 'GastvrijClient'
};
