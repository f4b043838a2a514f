'use strict';
// What the platform costs without us: every figure of the bench stands beside one of these.
const { app } = require('@azure/functions');
const df = require('durable-functions');

app.http('bare', {
  route: 'bare',
  methods: ['POST'],
  authLevel: 'function',
  handler: async (request) => ({ status: 202, jsonBody: await request.json() }),
});
df.app.activity('echo', { handler: (value) => value });
df.app.orchestration('one', function* (context) {
  return yield context.df.callActivity('echo', 1);
});
df.app.orchestration('chain', function* (context) {
  for (let n = 0; n < 30; n++) yield context.df.callActivity('echo', n);
});
df.app.orchestration('patience', function* (context) {
  yield context.df.createTimer(new Date(context.df.currentUtcDateTime.getTime() + 86_400_000));
});
