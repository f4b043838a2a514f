/**
 * Standard Webhooks, as a receiver: HMAC-SHA256 over `id.timestamp.body`, five minutes of tolerance, up to two secrets
 * while one replaces the other.
 * https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
 */
var GastvrijSignature = Class.create();

GastvrijSignature.TOLERANCE_SECONDS = 300;

GastvrijSignature.prototype = {
  initialize: function () {
    this.settings = new GastvrijSettings();
  },

  /** Whether who signed `body` knows a secret of ours, and did so just now. Without a secret nothing is genuine. */
  isGenuine: function (id, timestamp, signatures, body) {
    if (gs.nil(id) || gs.nil(timestamp) || gs.nil(signatures)) return false;
    if (!/^\d{1,12}$/.test(timestamp) || !this._isFresh(Number(timestamp))) return false;
    var secrets = this.settings
      .property('callback_secrets')
      .split(/[\s,]+/)
      .filter(Boolean);
    var given = String(signatures).split(' ');
    var isGenuine = false;
    for (var i = 0; i < secrets.length; i++) {
      var expected = 'v1,' + this._mac(secrets[i], id + '.' + timestamp + '.' + body);
      for (var j = 0; j < given.length; j++) isGenuine = this._isSame(expected, given[j]) || isGenuine;
    }
    return isGenuine;
  },

  _isFresh: function (seconds) {
    var now = Math.floor(new GlideDateTime().getNumericValue() / 1000);
    return Math.abs(now - seconds) <= GastvrijSignature.TOLERANCE_SECONDS;
  },

  _mac: function (secret, text) {
    var key = secret.replace(/^whsec_/, '');
    var encryption = this.settings.isGlobal ? new GlideCertificateEncryption() : new CertificateEncryption();
    return String(encryption.generateMac(key, 'HmacSHA256', text));
  },

  /** Takes the same time wherever two texts of one length differ; the platform offers no comparison that does. */
  _isSame: function (one, other) {
    if (one.length !== other.length) return false;
    var difference = 0;
    for (var i = 0; i < one.length; i++) difference |= one.charCodeAt(i) ^ other.charCodeAt(i);
    return difference === 0;
  },

  type: 'GastvrijSignature'
};
