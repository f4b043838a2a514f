/** Script action for the event `look`: sends the request again, or asks how it stands. */
(function look(current, event) {
  new GastvrijClient().carryOn(current, Number(event.parm1));
})(current, event);
