/** Script step of the flow action "Ask Gastvrij". */
(function execute(inputs, outputs) {
  var item = new GlideRecord('sc_req_item');
  if (item.get(inputs.request_item)) new GastvrijClient().carryOn(item, 1);
  // Read again: the platform closes what has a closing state only when it saves.
  outputs.is_open = item.get(inputs.request_item) && item.getValue('active') !== '0';
})(inputs, outputs);
