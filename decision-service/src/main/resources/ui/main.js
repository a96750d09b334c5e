import {renew, signIn, signOut, signedIn, whenSignedOut} from './api.js';
import {fill, h, say} from './dom.js';
import {fleetPage} from './fleet-page.js';
import {draft} from './order-dialog.js';
import {regionsPage} from './regions-page.js';
import {reportPage} from './report-page.js';
import {servicePage} from './service-page.js';
import {provider, Renewal, SignIn} from './sign-in.js';
import {Fleet} from './store.js';
import {clock, span} from './words.js';

const head = document.getElementById('head'), main = document.getElementById('main');
const context = {me: null, fleet: new Fleet(), draft: null};
/** What was under way when a token expired, for the same person only. The address stays anyway. */
let left = null;
let feed = null, attempt = null, renewal = null;

const NAME = '([a-z0-9-]{1,63})';
const ROUTES = [
  [new RegExp(`^#/services/${NAME}$`), name => servicePage(name, context)],
  [new RegExp(`^#/services/${NAME}/moves/([^/]{1,200})$`), (name, plan) => reportPage(name, decoded(plan))],
  [new RegExp(`^#/regions(?:/${NAME})?$`), region => regionsPage(region, context)],
];

function decoded(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** The page of the address; the fleet for any other address. */
function route() {
  for (const [pattern, page] of ROUTES) {
    const found = pattern.exec(location.hash);
    if (found) return page(...found.slice(1));
  }
  return fleetPage(context);
}

function show() {
  if (!signedIn()) return;
  const page = route();
  feed = null;
  fill(main, page);
  mark();
  feed = page.feed ?? context.fleet.feed;
  scrollTo(0, 0);
  freshness();
}

/** Says in the head where one is. */
function mark() {
  for (const link of head.querySelectorAll('.nav a')) {
    const here = location.hash.startsWith('#/regions') === link.hash.startsWith('#/regions');
    if (here) link.setAttribute('aria-current', link.hash === location.hash ? 'page' : 'true');
    else link.removeAttribute('aria-current');
  }
}

/** Nothing but this form is there before a token was accepted. */
function gate(text = '') {
  head.hidden = true;
  document.title = 'Sign in · Signalbox';
  const problem = h('p', {class: 'problem', role: 'alert'}, text);
  const input = h('input', {id: 'token', type: 'password', autocomplete: 'off', spellcheck: 'false', required: true});
  const button = h('button', {class: 'main'}, 'Sign in');
  const form = h('form', {class: 'gate', onsubmit: async event => {
    event.preventDefault();
    button.disabled = true;
    say(problem, '');
    try {
      enter(await signIn(input.value.trim()));
    } catch (failure) {
      say(problem, refusal(failure));
      button.disabled = false;
      input.select();
    }
  }}, h('h1', {}, 'Signalbox'), h('label', {for: 'token'}, 'Token'), h('div', {class: 'line-up'}, input, button), problem,
  h('p', {class: 'soft'}, 'A token with the role viewer, operator or approver. It stays in the memory of this tab, and is forgotten when you reload or close it.'));
  fill(main, form);
  input.focus();
  offer(form, problem).catch(failure => say(problem, 'Sign-in with the provider is not possible: ' + failure.message + '.'));
}

/** Offers the provider above the field for a token, where decision-service knows one. */
async function offer(form, problem) {
  const settings = await provider().catch(() => null);
  if (!settings || !form.isConnected) return;
  attempt?.close();
  attempt = new SignIn(settings, tokens => enterWith(tokens, problem), text => {
    say(problem, 'The provider has not signed you in: ' + text + '.');
    offer(form, problem).catch(failure => say(problem, failure.message));
  });
  const address = await attempt.address();
  form.querySelector('.provider')?.remove();
  form.querySelector('h1').after(h('p', {class: 'provider'}, h('a', {class: 'button', href: address, target: '_blank', rel: 'noopener noreferrer'}, 'Sign in with ' + new URL(settings.issuer).host), h('small', {}, 'It opens in another tab.')));
}

async function enterWith(tokens, problem) {
  try {
    const me = await signIn(tokens.access_token);
    renewal = new Renewal(attempt, tokens, renew);
    enter(me);
  } catch (failure) {
    say(problem, refusal(failure));
    const form = document.querySelector('.gate');
    if (form) offer(form, problem);
  }
}

function refusal(failure) {
  if (!failure.problem) return 'decision-service does not answer.';
  return failure.status === 401 ? `This token is not accepted: ${failure.problem.title}.` : `${failure.problem.title}. ${failure.message}`;
}

function enter(me) {
  attempt?.close();
  context.me = me;
  context.fleet = new Fleet();
  context.draft = left?.person === me.person ? left.draft : null;
  left = null;
  head.hidden = false;
  fill(head, h('a', {href: '#/', class: 'brand'}, 'Signalbox'), h('nav', {class: 'nav', 'aria-label': 'Pages'}, h('a', {href: '#/'}, 'Services'), h('a', {href: '#/regions'}, 'Regions')), h('span', {id: 'fresh'}, h('span', {id: 'state', role: 'status'}), h('span', {id: 'ago', 'aria-hidden': 'true'})),
    h('span', {class: 'me'}, h('span', {title: me.person}, me.name), h('span', {class: 'soft roles'}, ' ' + me.roles.join(', '))),
    h('button', {type: 'button', onclick: () => signOut()}, 'Sign out'));
  show();
}

/** Says whether what is shown is live, and since when it is not. */
function freshness() {
  const fresh = document.getElementById('fresh');
  if (!fresh || !feed) return;
  const since = feed.staleSince;
  const starting = !feed.heard && feed.trouble;
  fresh.className = since || starting ? 'stale' : 'live';
  document.body.classList.toggle('old', Boolean(since));
  say(document.getElementById('state'), since ? `Stale since ${clock(since)}: ${feed.trouble}. Trying again…`
    : starting ? feed.trouble + '. Trying again…' : feed.live ? 'Live' : 'Connecting…');
  say(document.getElementById('ago'), since ? ` (${span(Date.now() - since)})` : '');
}

whenSignedOut(text => {
  renewal?.end();
  renewal = null;
  left = text && context.me ? {person: context.me.person, draft: draft()} : null;
  document.querySelectorAll('dialog').forEach(dialog => dialog.remove());
  fill(main);
  fill(head);
  context.me = null;
  context.fleet.pause();
  context.fleet = new Fleet();
  gate(text);
});
addEventListener('hashchange', () => {
  show();
  main.focus({preventScroll: true});
});
// The address belongs to the pages, so this link must not change it.
document.querySelector('.skip').addEventListener('click', event => {
  event.preventDefault();
  main.focus();
});
/** Menus close as menus do. */
const closeMenus = except => document.querySelectorAll('.menu[open]').forEach(menu => { menu.open = menu === except; });
addEventListener('click', event => closeMenus(event.target.closest?.('.menu')));
addEventListener('keydown', event => { if (event.key === 'Escape') closeMenus(); });
setInterval(freshness, 500);
gate();
