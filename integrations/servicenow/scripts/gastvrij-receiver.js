/**
 * Takes in what Gastvrij tells us. It tells everything at least once: the table of events makes that exactly once for
 * whoever reads the item, because a work note that was written twice cannot be taken back.
 */
var GastvrijReceiver = Class.create();

/** Seconds after which a message that somebody began to take in, and did not finish, may be taken in again. */
GastvrijReceiver.CLAIM_SECONDS = 120;

GastvrijReceiver.prototype = {
  initialize: function () {
    this.settings = new GastvrijSettings();
    this.items = new GastvrijItem();
  },

  /** @returns {{status: number, body: object, retryAfter: (number|undefined)}} what to answer */
  receive: function (request) {
    var id = request.getHeader('webhook-id');
    var body = request.body.dataString;
    var isGenuine = new GastvrijSignature().isGenuine(
      id,
      request.getHeader('webhook-timestamp'),
      request.getHeader('webhook-signature'),
      body
    );
    if (!isGenuine) return this._answer(401, 'The signature is missing, wrong or old.');
    var news = this._parse(body);
    if (news === null) return this._answer(400, 'The body is not an event of Gastvrij.');
    var items = this.items.find(news);
    if (items.length === 0) return this._answer(404, 'No request item waits for this.');
    return this._once(id, news, items);
  },

  _once: function (id, news, items) {
    var row = this._claim(id, news.type, items[0]);
    if (row === null)
      return { status: 503, retryAfter: 60, body: { message: 'It is being taken in already.' } };
    if (row.getValue(this.settings.column('is_applied')) === '1') return this._answer(200, 'Known already.');
    for (var i = 0; i < items.length; i++) this.items.show(items[i], news);
    row.setValue(this.settings.column('is_applied'), true);
    row.update();
    return this._answer(200, 'Taken in.');
  },

  /** The row of this event: new, or one to go on with; null where somebody else is at it. */
  _claim: function (id, type, item) {
    var row = new GlideRecord(this.settings.eventTable());
    row.initialize();
    row.setValue(this.settings.column('event_id'), id);
    row.setValue(this.settings.column('event_type'), type);
    row.setValue(this.settings.column('request_item'), item.getUniqueValue());
    // The column is unique: of two that come at once, one gets no row.
    if (!gs.nil(row.insert())) return row;
    var known = new GlideRecord(this.settings.eventTable());
    if (!known.get(this.settings.column('event_id'), id)) return null;
    var isApplied = known.getValue(this.settings.column('is_applied')) === '1';
    return isApplied || this._age(known) > GastvrijReceiver.CLAIM_SECONDS ? known : null;
  },

  _age: function (row) {
    var since = new GlideDateTime(row.getValue('sys_created_on')).getNumericValue();
    return (new GlideDateTime().getNumericValue() - since) / 1000;
  },

  /** What an event says, under the names that a status has. */
  _parse: function (text) {
    try {
      var event = JSON.parse(text);
      var news = event.data;
      news.type = event.type;
      news.id = news.enablementId;
      return gs.nil(news.id) || gs.nil(news.summary) ? null : news;
    } catch (notAnEvent) {
      return null;
    }
  },

  _answer: function (status, message) {
    return { status: status, body: { message: message } };
  },

  type: 'GastvrijReceiver'
};
