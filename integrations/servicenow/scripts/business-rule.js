/** Business rule on sc_req_item, async, after insert, for the catalog item: the way without the app's flow. */
(function executeRule(current) {
  new GastvrijClient().carryOn(current, 1);
})(current);
