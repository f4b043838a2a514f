/** A request item as Gastvrij sees it: which one is meant, and what is written into it. */
var GastvrijItem = Class.create();

/** Marks the items that Gastvrij may write to. */
GastvrijItem.MARK = 'Gastvrij';
/** What the flow of an item waits for. */
GastvrijItem.MESSAGE = 'gastvrij.finished';

GastvrijItem.prototype = {
  initialize: function () {
    this.settings = new GastvrijSettings();
  },

  /**
   * The items a message is about: several, where equal requests joined one run. By the run's id; by number only
   * while no id is known, as when our own call lost its answer. An item that never asked Gastvrij is never found.
   */
  find: function (news) {
    var byRun = this._byQuery('correlation_id', news.id);
    return byRun.length > 0 ? byRun : this._byQuery('number', news.ticketId);
  },

  _byQuery: function (column, value) {
    var found = [];
    if (gs.nil(value)) return found;
    var query = new GlideRecord('sc_req_item');
    query.addQuery(column, String(value));
    query.addQuery('correlation_display', GastvrijItem.MARK);
    if (column === 'number') query.addNullQuery('correlation_id');
    query.query();
    while (query.next()) {
      var item = new GlideRecord('sc_req_item');
      if (item.get(query.getUniqueValue())) found.push(item);
    }
    return found;
  },

  /** Before the first call, so that a message that is faster than the answer finds the item. */
  begin: function (item) {
    if (item.getValue('correlation_display') === GastvrijItem.MARK) return;
    item.setValue('correlation_display', GastvrijItem.MARK);
    item.setValue('state', this.settings.stateFor('running'));
    item.update();
  },

  accept: function (item, id) {
    if (item.getValue('correlation_id') === id) return;
    item.setValue('correlation_id', id);
    this.note(item, 'Accepted as ' + id + '.');
  },

  note: function (item, text) {
    item.work_notes = 'Gastvrij: ' + this._plain(text);
    item.update();
  },

  /** No run will come of this item: says why and closes it. */
  refuse: function (item, text) {
    item.setValue('state', this.settings.stateFor('refused'));
    this.note(item, text);
    this.wake(item, 'refused');
  },

  /**
   * Writes down how a run goes on. The last word closes the item, for good: what comes later, or twice, changes
   * nothing any more.
   */
  show: function (item, news) {
    this.accept(item, news.id);
    if (item.getValue('active') === '0') return this.wake(item, news.outcome);
    if (gs.nil(news.outcome)) return this.note(item, this._inWords(news));
    item.setValue('state', this.settings.stateFor(news.outcome));
    item.setValue('close_notes', this._plain(news.summary));
    item.comments = this._plain(news.summary);
    this.note(item, this._inWords(news));
    this.wake(item, news.outcome);
  },

  /** Tells the flow that waits for this item. Only a hint: the item itself has the truth. */
  wake: function (item, outcome) {
    var flow = item.getValue('flow_context');
    if (!gs.nil(flow)) sn_fd.FlowAPI.sendMessage(flow, GastvrijItem.MESSAGE, outcome || 'closed');
  },

  /** Notes show what stands in `[code]` as HTML: what somebody wrote into a request stays text. */
  _plain: function (text) {
    return String(text).replace(/\[(?=\s*\/?\s*code)/gi, '[\u200b');
  },

  _inWords: function (news) {
    var lines = [(news.outcome ? news.outcome + '. ' : '') + news.summary];
    var terms = news.terms || {};
    var lists = [
      ['Until: ', terms.enableUntil && [terms.enableUntil]],
      ['Test guest: ', terms.testGuestEmail && [terms.testGuestEmail]],
      ['Partners: ', terms.partnerDomains],
      ['Needs a second person: ', news.needsApproval],
      ['Changed: ', news.changed],
      ['To set by hand: ', news.manualSteps],
      ['To do: ', news.verdict && news.verdict.advice]
    ];
    for (var i = 0; i < lists.length; i++) {
      var entries = lists[i][1] || [];
      for (var j = 0; j < entries.length; j++) lines.push(lists[i][0] + entries[j]);
    }
    if (news.assurance) lines.push('Not proven: ' + news.assurance.notProven);
    return lines.join('\n');
  },

  type: 'GastvrijItem'
};
