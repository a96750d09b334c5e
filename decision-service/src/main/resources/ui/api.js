/** The REST interface. The token is in this variable only: not in storage, cookies or addresses. It is gone when the page is left. */

const READERS = ['viewer', 'operator', 'approver'];

let token = '';
let leave = () => {};

/** An answer that is no success: the problem document that came, or one that says what is missing. */
export class Refusal extends Error {
  constructor(status, problem) {
    super(problem.detail || problem.title || 'status ' + status);
    this.status = status;
    this.problem = problem;
  }
}

export const signedIn = () => token !== '';

/** @param left is called with a text when the token stops being accepted */
export function whenSignedOut(left) {
  leave = left;
}

/** @return who the caller is @throws Refusal when the token is not accepted */
export async function signIn(typed) {
  token = typed;
  try {
    const me = await get('me');
    if (me.roles.some(role => READERS.includes(role))) return me;
    throw new Refusal(403, {title: 'The token may not read', detail: `${me.name} has none of the roles ${READERS.join(', ')}`});
  } catch (failure) {
    token = '';
    throw failure;
  }
}

/** The same person's next token. */
export function renew(next) {
  if (signedIn()) token = next;
}

export function signOut(text = '') {
  token = '';
  leave(text);
}

const UNREACHED = {title: 'decision-service does not answer', detail: 'decision-service does not answer. The order may have arrived or not.'};

/** Sends a request below /api/v1, with the token. */
export async function request(path, options = {}) {
  const {headers = {}, ...others} = options;
  const answer = await fetch('../api/v1/' + path, {
    cache: 'no-store', credentials: 'omit', redirect: 'error', referrerPolicy: 'no-referrer', ...others,
    headers: {Accept: 'application/json', ...headers, Authorization: 'Bearer ' + token},
  });
  if (answer.ok) return answer;
  const problem = await answer.json().catch(() => ({title: 'status ' + answer.status}));
  const refusal = new Refusal(answer.status, problem);
  if (answer.status === 401 && path !== 'me' && signedIn()) signOut('The token is not accepted any more: ' + refusal.message);
  throw refusal;
}

export async function get(path, signal) {
  return (await request(path, {signal})).json();
}

/**
 * Gives an order.
 *
 * @param version of the state that the order was made for
 * @param key makes repetitions of this order one order
 * @return whether it is in effect, the id, and the state
 */
export async function order(path, body, version, key) {
  let answer;
  try {
    answer = await request(path, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: {'Content-Type': 'application/json', 'Idempotency-Key': key, ...(version === undefined ? {} : {'If-Match': '"' + version + '"'})},
    });
  } catch (failure) {
    throw failure instanceof Refusal ? failure : new Refusal(0, UNREACHED);
  }
  return {inEffect: answer.status === 200, id: answer.headers.get('Directive-Id'), state: await answer.json()};
}

/** A random key. Works also without TLS, where a browser has no randomUUID. */
export function newKey() {
  return 'ui-' + [...crypto.getRandomValues(new Uint8Array(16))].map(byte => byte.toString(16).padStart(2, '0')).join('');
}
