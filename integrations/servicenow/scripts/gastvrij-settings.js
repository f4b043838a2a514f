/**
 * What the other scripts are told from outside: properties, the connection, and the names that depend on where they
 * live. Inside the app the scope is part of every name; pasted into the global scope, `gastvrij` takes its place.
 */
var GastvrijSettings = Class.create();
GastvrijSettings.prototype = {
  initialize: function () {
    var scope = String(gs.getCurrentScopeName());
    this.isGlobal = scope === 'global' || scope === 'rhino.global';
    this.prefix = this.isGlobal ? 'gastvrij' : scope;
  },

  /** A property of ours, by the last part of its name; '' where it is not set. */
  property: function (name) {
    return String(gs.getProperty(this.prefix + '.' + name, '') || '').trim();
  },

  eventTable: function () {
    return this.isGlobal ? 'u_gastvrij_event' : this.prefix + '_event';
  },

  /** Columns of a table made by hand in the global scope begin with `u_`. */
  column: function (name) {
    return this.isGlobal ? 'u_' + name : name;
  },

  /** The event that makes us look at an item again. */
  lookEvent: function () {
    return this.prefix + '.look';
  },

  /** Address and key of Gastvrij, or null where nobody has filled in the alias. */
  connection: function () {
    var alias = this.property('connection_alias');
    var info = alias === '' ? null : new sn_cc.ConnectionInfoProvider().getConnectionInfo(alias);
    if (!info) return null;
    var url = String(info.getAttribute('connection_url') || '').replace(/\/+$/, '');
    var key = String(info.getCredentialAttribute('api_key') || '');
    return url === '' || key === '' ? null : { url: url, key: key };
  },

  /** Where Gastvrij may tell us how a run goes, or '' where it may not. */
  callbackUrl: function () {
    var path = this.property('callback_path');
    if (path === '') return '';
    return String(gs.getProperty('glide.servlet.uri')).replace(/\/+$/, '') + path;
  },

  /** The state a request item gets when a run ends so, or while it goes on ('running'). */
  stateFor: function (outcome) {
    var states = JSON.parse(this.property('states'));
    return String(states[outcome] || states.failed);
  },

  type: 'GastvrijSettings'
};
