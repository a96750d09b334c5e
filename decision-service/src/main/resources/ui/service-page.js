import {get, Refusal} from './api.js';
import {BacktestView} from './backtest.js';
import {fill, h, lasting, refill, tick} from './dom.js';
import {Feed} from './events.js';
import {JournalView} from './journal.js';
import {LatencyView} from './latency.js';
import {SERVICE_ORDERS} from './orders.js';
import {openOrder} from './order-dialog.js';
import {lastMove, PlanView} from './plan.js';
import {Timeline} from './timeline.js';
import {GROUPS, happening, urgency} from './urgency.js';
import {whyView} from './why.js';
import {sitesTable} from './sites.js';
import {clock, phase, span} from './words.js';

/** How often the counters behind the votes are asked for. */
const WHY_EVERY = 5000;
const UNTIL = hold => hold.until ? ', until ' + clock(hold.until) : ', until somebody ends it';

/** One service: what is going on, why, what can be ordered, and what happened before. */
class ServicePage extends HTMLElement {
  connectedCallback() {
    this.status = null;
    this.unfolded = new Set();
    this.feed = new Feed(`services/${this.name}/events`);
    this.feed.addEventListener('state', event => this.put(event.detail));
    this.feed.addEventListener('journal', event => this.entry(event.detail));
    this.feed.addEventListener('change', () => this.connection());
    this.plan = new PlanView();
    this.timeline = new Timeline();
    this.latency = new LatencyView();
    this.backtest = new BacktestView(this.name, this.me);
    this.journal = new JournalView(this.name);
    this.build();
    this.clock = setInterval(() => { tick(this); this.plan.tick(); }, 1000);
    this.asking = setInterval(() => this.refresh(), WHY_EVERY);
    this.feed.start();
    this.begin();
  }

  disconnectedCallback() {
    clearInterval(this.clock);
    clearInterval(this.asking);
    clearTimeout(this.soon);
    this.feed.stop();
  }

  refresh() {
    if (document.hidden) return;
    this.timeline.draw(this.status);
    if (this.feed.live) this.ask();
  }

  build() {
    this.titleLine = h('h1', {}, this.name);
    this.facts = h('p', {class: 'facts'});
    this.actions = h('div', {class: 'actions', role: 'group', 'aria-label': 'Orders'});
    this.banners = h('div', {class: 'banners'});
    this.holds = h('section', {class: 'card', 'aria-labelledby': 'holds'});
    this.why = h('section', {class: 'card', 'aria-labelledby': 'why'}, h('h2', {id: 'why'}, 'Why'));
    this.sites = h('section', {class: 'card', 'aria-labelledby': 'sites'}, h('h2', {id: 'sites'}, 'Sites and votes'));
    this.last = h('section', {class: 'card', 'aria-labelledby': 'last'});
    fill(this,
      h('p', {class: 'crumb'}, h('a', {href: '#/'}, '← All services')),
      h('div', {class: 'title'}, h('div', {}, this.titleLine, this.facts), this.actions),
      this.banners, h('div', {class: 'two'}, h('div', {class: 'wide'}, this.plan.element, this.why, this.sites, this.latency.element), h('div', {class: 'narrow'}, this.holds, this.last)),
      this.timeline.element, this.backtest.element, this.journal.element);
  }

  async begin() {
    document.title = this.name + ' · Signalbox';
    await Promise.all([this.ask(), this.askMoves(), this.askJournal()]);
  }

  /** After a change, but not after each of many. */
  askSoon() {
    this.soon ??= setTimeout(() => {
      this.soon = null;
      this.ask();
    }, 300);
  }

  async ask() {
    try {
      const why = await get(`services/${this.name}/why`);
      if (!this.isConnected) return;
      refill(this.why, h('h2', {id: 'why'}, 'Why'), whyView(why));
      refill(this.sites, h('h2', {id: 'sites'}, 'Sites and votes'), sitesTable(why, this.unfolded));
      this.latency.draw(why);
    } catch (failure) {
      this.failed(failure);
    }
  }

  async askMoves() {
    const known = await get(`services/${this.name}/moves`).catch(() => ({moves: []}));
    this.plan.objectives = known.objectives ?? {};
    this.plan.draw(this.status);
    const report = known.moves.length ? await get(`services/${this.name}/moves/last`).catch(() => null) : null;
    fill(this.last, h('h2', {id: 'last'}, 'Last move'), report ? lastMove(report) : h('p', {class: 'soft'}, 'No move is in the journal that this instance keeps.'));
  }

  async askJournal() {
    try {
      const page = await get(`services/${this.name}/journal?limit=500`);
      this.journal.begin(page);
      this.timeline.begin(page.entries);
      this.timeline.draw(this.status);
    } catch (failure) {
      this.failed(failure);
    }
  }

  failed(failure) {
    if (!(failure instanceof Refusal) || failure.status !== 404) return;
    fill(this.banners, h('p', {class: 'note bad'}, h('b', {}, failure.problem.title + '.'), ' ' + failure.message));
  }

  put(status) {
    const moved = this.status && this.status.plan?.id !== status.plan?.id;
    this.status = status;
    this.backtest.home = status.sites[0]?.name;
    this.draw();
    this.askSoon();
    if (moved) this.askMoves();
    this.resume();
  }

  /** Opens the order again that somebody was about to give when the token expired. */
  resume() {
    const {draft, status} = this;
    this.draft = null;
    const order = draft && SERVICE_ORDERS.find(one => one.path === draft.path && this.me.roles.includes(one.role) && one.offered(status));
    if (order) openOrder(order, {me: this.me, status: () => this.status}, draft.values);
  }

  entry(entry) {
    this.journal.add(entry);
    this.timeline.add(entry);
    this.timeline.draw(this.status);
    if (entry.kind === 'service-removed') fill(this.banners, h('p', {class: 'note warn'}, 'The service has left the topology.'));
  }

  connection() {
    if (this.feed.live && this.wasLive === false) this.begin();
    this.wasLive = this.feed.live;
  }

  draw() {
    const {status} = this;
    const group = GROUPS[urgency(status).group];
    const going = status.target && status.target !== status.active;
    fill(this.titleLine, this.name, ' ', h('span', {class: 'badge ' + group.name}, group.title));
    fill(this.facts, h('span', {}, status.hostname), h('span', {}, 'traffic at ', h('b', {}, status.active ?? 'nowhere known'), going && [' → ', h('b', {}, status.target)]),
      h('span', {}, phase(status.phase), ' for ', lasting(status.since, span)), status.mode && h('span', {}, 'mode ' + status.mode), h('span', {}, 'epoch ' + status.epoch), h('span', {}, 'cell ' + status.cell));
    document.title = `${this.name}: ${phase(status.phase)} · Signalbox`;
    this.drawActions(status);
    this.drawBanners(status);
    this.drawHolds(status);
    this.plan.draw(status);
    this.timeline.draw(status);
  }

  drawActions(status) {
    const offered = SERVICE_ORDERS.filter(order => this.me.roles.includes(order.role) && order.offered(status));
    const urgent = offered.filter(order => order.urgent?.(status));
    const now = offered.map(order => order.path + urgent.includes(order)).join();
    if (now === this.offered) return;
    this.offered = now;
    const menu = offered.filter(order => !order.main && !urgent.includes(order));
    const button = order => h('button', {type: 'button', class: urgent.includes(order) ? 'main' : '', onclick: event => {
      const sheet = event.target.closest('details');
      if (sheet) sheet.open = false;
      openOrder(order, {me: this.me, status: () => this.status});
    }}, order.title);
    fill(this.actions, urgent.map(button), offered.filter(order => order.main).map(button),
      menu.length > 0 && h('details', {class: 'menu'}, h('summary', {}, 'More…'), h('div', {class: 'sheet'}, menu.map(button))),
      !offered.length && h('span', {class: 'soft'}, `Your token (${this.me.roles.join(', ')}) gives no orders.`));
  }

  drawBanners(status) {
    const {awaits} = status;
    const text = JSON.stringify([awaits, status.alarms, happening(status)]);
    if (text === this.bannered) return;
    this.bannered = text;
    fill(this.banners,
      awaits && h('p', {class: 'note warn'}, h('b', {}, 'An approver is asked'), ` since ${clock(awaits.since)}: ${awaits.question}`, awaits.notBy && ` (not ${awaits.notBy})`),
      status.alarms.map(alarm => h('p', {class: 'note bad'}, h('b', {}, alarm.code), ' ' + alarm.text)));
  }

  drawHolds(status) {
    const {override, freeze, drill, lastDrill, reseed, warm, shadow} = status;
    const lines = [
      override && ['Override', `to ${override.target} by ${override.who}: ${override.why}${UNTIL(override)}${override.waiting ? '; ' + override.waiting : ''}`],
      freeze && [freeze.everyService ? 'Freeze of all' : 'Freeze', `by ${freeze.who}: ${freeze.why}${UNTIL(freeze)}${freeze.onlyIn ? '; only in cell ' + freeze.onlyIn : ''}`],
      drill && ['Drill', `${drill.name ?? ''} ${drill.phase}: ${drill.kind ? 'capacity of ' + drill.target + ', without traffic,' : `from ${drill.home} to ${drill.target}`} by ${drill.who}${UNTIL(drill)}`],
      reseed && ['Stale data', reseed.text],
      warm && ['Warm standby', (warm.site ? `${warm.percent} % at ${warm.site}: ` : '') + warm.reason.text],
      shadow && ['Shadow policy', (shadow.agrees ? 'agrees: ' : 'disagrees, would be at ' + shadow.active + ': ') + shadow.reason.text],
      lastDrill && ['Last drill', `${lastDrill.result} at ${clock(lastDrill.endedAt)}: ${lastDrill.reason.text}`],
    ].filter(Boolean);
    fill(this.holds, h('h2', {id: 'holds'}, 'Orders and holds'),
      lines.length ? h('dl', {class: 'pairs'}, lines.map(([name, text]) => [h('dt', {}, name), h('dd', {}, text)])) : h('p', {class: 'soft'}, 'Nothing is ordered and nothing holds it.'));
  }
}

customElements.define('sb-service', ServicePage);

/** @param context {@code me} */
export function servicePage(name, context) {
  const page = document.createElement('sb-service');
  page.name = name;
  page.me = context.me;
  page.draft = context.draft?.service === name ? context.draft : null;
  context.draft = null;
  return page;
}

