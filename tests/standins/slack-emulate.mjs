// Starts emulate's Slack so that it can be used by slack_sdk for Python and by our app:
//     node slack-emulate.mjs PORT EVENTS_URL SIGNING_SECRET
// emulate has no setting for an events URL, leaves out parts of the envelope, and takes arguments
// as a POSTed form only; slack_sdk sends reads as GET and some writes in the query.
import { readdirSync, readFileSync } from 'node:fs';
import { createEmulator } from 'emulate';

const [port, eventsUrl, signingSecret] = process.argv.slice(2);
const BOT = { app_id: 'A0WARDEN01', bot_id: 'B0WARDEN01', bot_user_id: 'U0WARDEN01' };
const BOT_SCOPES = 'chat:write,channels:read,channels:history,channels:join,groups:read,groups:history,im:read,im:write,im:history,mpim:read,mpim:history,users:read,files:read'.split(',');
const USER_SCOPES = 'chat:write,channels:read,channels:history,files:read,files:write,users:read'.split(',');

const seed = {
  slack: {
    signing_secret: signingSecret,
    team: { name: 'Acme', domain: 'acme' },
    users: [
      { name: 'alice', real_name: 'Alice A', email: 'alice@acme.example', is_admin: true },
      { name: 'bob', real_name: 'Bob B', email: 'bob@acme.example' },
    ],
    oauth_apps: [{ client_id: '111.222', client_secret: 'csecret', name: 'Chatwarden', scopes: BOT_SCOPES, bot_name: 'chatwarden', redirect_uris: [], ...BOT }],
    tokens: [
      { token: 'xoxb-test-bot', type: 'bot', user_id: BOT.bot_user_id, scopes: BOT_SCOPES, ...BOT },
      { token: 'xoxp-bob', type: 'user', user: 'bob', scopes: USER_SCOPES },
    ],
    strict_scopes: true,
  },
};

const slack = await import(slackModule());
const register = slack.slackPlugin.register;
slack.slackPlugin.register = function (app, store, webhooks, ...rest) {
  webhooks.register({ url: eventsUrl, events: ['*'], active: true, owner: 'slack' });
  completeEnvelopes(webhooks, store);
  const registered = register.call(this, app, store, webhooks, ...rest);
  const inner = app.fetch;
  app.fetch = async (request) => inner(await asForm(request));
  return registered;
};

function slackModule() {
  const dist = new URL('./node_modules/emulate/dist/', import.meta.url);
  const isSlack = (name) => /^dist-.*\.js$/.test(name) && readFileSync(new URL(name, dist), 'utf8').includes('"/api/chat.postEphemeral"');
  return new URL(readdirSync(dist).find(isSlack), dist);
}

function completeEnvelopes(webhooks, store) {
  const dispatch = webhooks.dispatch.bind(webhooks);
  webhooks.dispatch = (name, action, payload, ...rest) => {
    const event = payload.event ?? {};
    const channel = slack.getSlackStore(store).channels.findOneBy('channel_id', event.channel ?? '');
    const more = event.type === 'message' ? { team: payload.team_id, channel_type: channel?.is_im ? 'im' : 'channel' } : {};
    const authorization = { enterprise_id: null, team_id: payload.team_id, user_id: BOT.bot_user_id, is_bot: true, is_enterprise_install: false };
    const envelope = { token: 'v', api_app_id: BOT.app_id, context_team_id: payload.team_id, is_ext_shared_channel: false, authorizations: [authorization] };
    return dispatch(name, action, { ...envelope, ...payload, event: { event_ts: event.ts, ...more, ...event } }, ...rest);
  };
}

async function asForm(request) {
  const url = new URL(request.url);
  const fromQuery = request.method === 'GET' || (request.method === 'POST' && url.search);
  if (!url.pathname.startsWith('/api/') || !fromQuery) return request;
  const body = request.method === 'GET' ? '' : await request.text();
  const isJson = (request.headers.get('content-type') ?? '').includes('json');
  const form = new URLSearchParams(isJson && body ? Object.entries(JSON.parse(body)).map(([key, value]) => [key, typeof value === 'string' ? value : JSON.stringify(value)]) : body);
  url.searchParams.forEach((value, key) => form.set(key, value));
  url.search = '';
  const headers = new Headers(request.headers);
  headers.delete('content-length');
  headers.set('content-type', 'application/x-www-form-urlencoded');
  return new Request(url, { method: 'POST', headers, body: form.toString() });
}

const emulator = await createEmulator({ service: 'slack', port: Number(port), seed });
console.log(`ready ${emulator.url}`);
