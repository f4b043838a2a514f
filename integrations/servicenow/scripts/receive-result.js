/** Resource of the Scripted REST service: POST /results. */
(function process(request, response) {
  var answer = new GastvrijReceiver().receive(request);
  response.setStatus(answer.status);
  if (answer.retryAfter) response.setHeader('Retry-After', String(answer.retryAfter));
  response.setBody(answer.body);
})(request, response);
