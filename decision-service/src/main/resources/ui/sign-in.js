/**
 * Sign-in with the OpenID Connect provider: the code flow with PKCE of a public client (RFC 7636, RFC 9700). The provider has a tab of its
 * own, so this page stays as it is. Verifier and tokens are in memory only, and nothing is stored, set or put into an address.
 */

export const CHANNEL = 'signalbox-sign-in';
/** A token is renewed when this part of its life is over. */
const RENEW_AT = 0.75;
const SHORTEST = 1;

/** What decision-service says about its provider; null when there is none. */
export async function provider() {
  const answer = await fetch('sign-in.json', {cache: 'no-store', credentials: 'omit', referrerPolicy: 'no-referrer'});
  const settings = answer.ok ? await answer.json() : {};
  return settings.clientId ? settings : null;
}

/** One attempt to sign in. */
export class SignIn {
  /** @param got is called with the answer of the token endpoint @param failed with a text */
  constructor(settings, got, failed) {
    this.settings = settings;
    this.got = got;
    this.failed = failed;
    this.channel = new BroadcastChannel(CHANNEL);
    this.channel.onmessage = event => this.hear(event.data);
  }

  /** The address of the provider's page for this attempt. */
  async address() {
    if (!crypto.subtle) throw new Error('sign-in with the provider needs https');
    this.metadata = await discover(this.settings.issuer);
    this.verifier = random();
    this.state = random();
    const challenge = base64(new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(this.verifier))));
    const address = web(this.metadata.authorization_endpoint);
    const question = {response_type: 'code', client_id: this.settings.clientId, redirect_uri: redirect(), scope: this.settings.scope, state: this.state, code_challenge: challenge, code_challenge_method: 'S256'};
    for (const [name, value] of Object.entries(question)) address.searchParams.set(name, value);
    return address.href;
  }

  /** Another page of this origin may have asked: its answer has another state. */
  async hear(answer) {
    if (!this.state || answer.state !== this.state) return;
    this.state = '';
    try {
      if (answer.iss && answer.iss !== this.metadata.issuer) throw new Error('the answer is of another provider');
      if (!answer.code) throw new Error(answer.error_description || answer.error || 'the provider has sent no code');
      this.got(await ask(this.metadata, {grant_type: 'authorization_code', code: answer.code, redirect_uri: redirect(), client_id: this.settings.clientId, code_verifier: this.verifier}));
    } catch (failure) {
      this.failed(failure.message);
    }
  }

  close() {
    this.channel.close();
  }
}

/** Renews the token of one sign-in before it expires, where the provider gave the means for it. */
export class Renewal {
  /** @param renewed is called with each new token */
  constructor(attempt, tokens, renewed) {
    this.attempt = attempt;
    this.renewed = renewed;
    this.plan(tokens);
  }

  plan({refresh_token: means, expires_in: seconds}) {
    this.means = means ?? this.means;
    if (this.means && seconds > 0) this.timer = setTimeout(() => this.renew(), 1000 * Math.max(SHORTEST, RENEW_AT * seconds));
  }

  /** When it fails, the token expires, and the page asks to sign in again. */
  async renew() {
    try {
      const {metadata, settings} = this.attempt;
      const tokens = await ask(metadata, {grant_type: 'refresh_token', refresh_token: this.means, client_id: settings.clientId});
      if (this.ended) return;
      this.renewed(tokens.access_token);
      this.plan(tokens);
    } catch {
      this.end();
    }
  }

  end() {
    this.ended = true;
    this.means = '';
    clearTimeout(this.timer);
  }
}

const redirect = () => new URL('signed-in.html', location.origin + location.pathname).href;

async function discover(issuer) {
  const answer = await outside(issuer.replace(/\/$/, '') + '/.well-known/openid-configuration', {});
  if (!answer.ok) throw new Error(`the provider answers ${answer.status}`);
  return answer.json();
}

async function ask(metadata, fields) {
  const answer = await outside(web(metadata.token_endpoint).href, {method: 'POST', body: new URLSearchParams(fields)});
  const tokens = await answer.json().catch(() => ({}));
  if (!answer.ok || !tokens.access_token) throw new Error(tokens.error_description || tokens.error || `the provider answers ${answer.status}`);
  return tokens;
}

async function outside(address, options) {
  try {
    return await fetch(address, {cache: 'no-store', credentials: 'omit', redirect: 'error', referrerPolicy: 'no-referrer', headers: {Accept: 'application/json'}, ...options});
  } catch {
    throw new Error('the provider does not answer, or does not allow this page to ask it');
  }
}

function web(address) {
  const url = new URL(address);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') throw new Error('the provider names an address that is none of the web');
  return url;
}

const random = () => base64(crypto.getRandomValues(new Uint8Array(32)));
const base64 = bytes => btoa(String.fromCharCode(...bytes)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
