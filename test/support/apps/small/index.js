'use strict';
// Any Functions app: what the host's own tests serve. It knows nothing of Gastvrij and nothing of the host.
const { app } = require('@azure/functions');
const df = require('durable-functions');

app.http('open', {
  route: 'open/{id:int?}',
  authLevel: 'anonymous',
  handler: (request) => ({ jsonBody: { id: request.params.id ?? null } }),
});
app.http('closed', {
  authLevel: 'function',
  methods: ['POST'],
  handler: async (request) => ({ body: await request.text() }),
});
app.http('broken', {
  authLevel: 'anonymous',
  handler: () => {
    throw new Error('secret inside');
  },
});

let ticks = 0;
app.timer('tick', { schedule: '0 0 * * * *', handler: () => void ticks++ });
app.http('ticks', {
  authLevel: 'anonymous',
  handler: () => ({ jsonBody: { ticks, now: new Date().toISOString() } }),
});

df.app.activity('echo', { handler: (value) => value });
df.app.activity('fail', {
  handler: () => {
    throw new Error('no');
  },
});

df.app.orchestration('sequence', function* (context) {
  const done = [];
  for (let n = 0; n < 3; n++) done.push(yield context.df.callActivity('echo', { n }));
  return done;
});
df.app.orchestration('patient', function* (context) {
  const { days } = context.df.getInput();
  yield context.df.createTimer(new Date(context.df.currentUtcDateTime.getTime() + days * 86400000));
  return { at: context.df.currentUtcDateTime.toISOString() };
});
df.app.orchestration('retrying', function* (context) {
  try {
    yield context.df.callActivityWithRetry('fail', new df.RetryOptions(60000, 3));
  } catch {
    return yield context.df.callActivity('echo', 'gave up');
  }
});
df.app.orchestration('listening', function* (context) {
  const heard = [];
  for (;;) {
    const word = yield context.df.waitForExternalEvent('word');
    if (word === 'stop') return heard;
    heard.push(word);
  }
});
df.app.orchestration('counting', function* (context) {
  const { n, sum } = context.df.getInput();
  const next = yield context.df.callActivity('echo', { n: n - 1, sum: sum + n });
  if (next.n === 0) return next.sum;
  context.df.continueAsNew(next);
});
df.app.orchestration('parent', function* (context) {
  return yield context.df.callSubOrchestrator('sequence', undefined, `${context.df.instanceId}:child`);
});
df.app.orchestration('stuck', function* (context) {
  yield context.df.callActivity('nobody');
});
df.app.orchestration('twice', function* (context) {
  const deadline = context.df.createTimer(new Date(context.df.currentUtcDateTime.getTime() + 3600000));
  yield context.df.Task.any([context.df.waitForExternalEvent('word'), deadline]);
  yield context.df.Task.any([context.df.waitForExternalEvent('word'), deadline]);
  return 'done';
});
