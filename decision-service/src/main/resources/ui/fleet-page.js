import {fill, h, lasting, say, tick} from './dom.js';
import {FLEET_ORDERS} from './orders.js';
import {openOrder} from './order-dialog.js';
import {GROUPS} from './urgency.js';
import {siteLine} from './verdicts.js';
import {VirtualList} from './virtual-list.js';
import {clock, count, many, span} from './words.js';

const NARROW = matchMedia('(max-width: 820px)');
const HEADING = 40;
/** While somebody points at the list, lines keep their places for this long. */
const HANDS_OFF = 1500;
const GROUP_SIGNS = {needs: '!', moving: '→', look: '•', calm: '✓'};

/** All services, those that need a person first. */
class FleetPage extends HTMLElement {
  connectedCallback() {
    this.order = [];
    this.touched = 0;
    this.build();
    this.list = new VirtualList(this.lines, {
      heightOf: item => item.heading ? HEADING : height(item),
      keyOf: item => item.heading ? ' ' + item.heading.name : item.name,
      draw: item => item.heading ? heading(item) : this.line(item),
    });
    this.list.connect();
    this.changed = () => this.soon();
    this.fleet.addEventListener('change', this.changed);
    NARROW.addEventListener('change', this.changed);
    this.clock = setInterval(() => { tick(this.lines); this.soon(); }, 1000);
    this.keys = event => this.key(event);
    addEventListener('keydown', this.keys);
    this.fleet.follow();
    this.read();
  }

  disconnectedCallback() {
    this.list.disconnect();
    this.fleet.removeEventListener('change', this.changed);
    NARROW.removeEventListener('change', this.changed);
    removeEventListener('keydown', this.keys);
    clearInterval(this.clock);
    cancelAnimationFrame(this.frame);
    clearTimeout(this.later);
    this.fleet.pause();
  }

  build() {
    this.find = h('input', {type: 'search', id: 'find', placeholder: 'Filter: name, site, alarm, phase', 'aria-label': 'Filter by name, site, alarm or phase', autocomplete: 'off', spellcheck: 'false', oninput: () => this.filter()});
    this.chips = GROUPS.map(group => h('button', {type: 'button', class: 'chip ' + group.name, 'aria-pressed': 'false', onclick: () => this.choose(group.name)},
      h('b', {}, '0'), ' ' + group.title));
    this.banner = h('div', {class: 'banners'});
    this.lines = h('div', {class: 'lines', role: 'list', 'aria-label': 'Services', onpointermove: () => { this.touched = Date.now(); }});
    this.none = h('p', {class: 'empty'});
    this.legend = h('span', {});
    fill(this,
      h('h1', {class: 'sr'}, 'Fleet'),
      this.banner,
      h('div', {class: 'tools'}, this.find, h('div', {class: 'chips', role: 'group', 'aria-label': 'Show only'}, this.chips), this.orders()),
      h('div', {class: 'columns', 'aria-hidden': 'true'}, h('span', {}, 'Service'), h('span', {}, 'Traffic at'), this.legend, h('span', {}, 'What is going on'), h('span', {}, 'For')),
      this.lines, this.none);
  }

  orders() {
    const may = FLEET_ORDERS.filter(order => this.me.roles.includes(order.role));
    if (!may.length) return null;
    return h('details', {class: 'menu'}, h('summary', {}, 'All services…'), h('div', {class: 'sheet'}, may.map(order => h('button', {type: 'button', onclick: event => {
      event.target.closest('details').open = false;
      openOrder(order, {me: this.me, fleet: this.fleet});
    }}, order.title))));
  }

  get wanted() {
    return {find: this.find.value, group: this.group};
  }

  /** The filter is in the address, so that it can be shared. It holds no secret. */
  read() {
    const query = new URLSearchParams(location.hash.split('?')[1] ?? '');
    this.find.value = query.get('find') ?? '';
    this.group = query.get('group') ?? '';
    this.draw();
  }

  filter() {
    const query = new URLSearchParams(Object.entries(this.wanted).filter(([, value]) => value));
    history.replaceState(null, '', '#/' + (String(query) && '?' + query));
    this.touched = 0;
    scrollTo(0, 0);
    this.draw();
  }

  choose(group) {
    this.group = this.group === group ? '' : group;
    this.filter();
  }

  soon() {
    if (this.frame || this.later) return;
    const wait = 200 - (Date.now() - (this.drawnAt ?? 0));
    const begin = () => {
      this.later = 0;
      this.frame = requestAnimationFrame(() => { this.frame = 0; this.draw(); });
    };
    if (wait > 0) this.later = setTimeout(begin, wait);
    else begin();
  }

  draw() {
    this.drawnAt = Date.now();
    const {rows, counts} = this.fleet.listed(this.wanted);
    this.chips.forEach((chip, at) => {
      say(chip.firstChild, count(counts[at]));
      chip.classList.toggle('some', counts[at] > 0);
      chip.setAttribute('aria-pressed', String(this.group === GROUPS[at].name));
    });
    document.title = (counts[0] ? `(${counts[0]}) ` : '') + 'Signalbox ' + this.fleet.cell;
    say(this.legend, 'Verdict by ' + (this.fleet.vantages.join(' · ') || 'the vantages'));
    this.list.show(this.headed(this.steady(rows), counts));
    this.none.hidden = rows.length > 0;
    say(this.none, rows.length ? '' : this.fleet.rows.size ? 'No service is like that.' : this.fleet.feed.live ? 'There are no services yet.' : 'Connecting…');
    this.drawBanner();
  }

  /** While somebody points at the list, lines change but do not move. */
  steady(rows) {
    if (Date.now() - this.touched > HANDS_OFF) {
      this.order = rows.map(one => one.name);
      return rows;
    }
    const place = new Map(this.order.map((name, at) => [name, at]));
    return rows.sort((a, b) => (place.get(a.name) ?? Infinity) - (place.get(b.name) ?? Infinity) || 0);
  }

  headed(rows, counts) {
    const items = [];
    let group = -1;
    for (const one of rows) {
      if (one.group > group) {
        group = one.group;
        items.push({heading: GROUPS[group], count: counts[group]});
      }
      items.push(one);
    }
    return items;
  }

  drawBanner() {
    const {freeze, brake} = this.fleet.held;
    const now = JSON.stringify([freeze, brake]);
    if (now === this.banned) return;
    this.banned = now;
    fill(this.banner,
      freeze && h('p', {class: 'note warn'}, h('b', {}, 'All services are frozen'), ` since ${clock(freeze.since)}: ${freeze.reason.text}`),
      brake && h('p', {class: 'note warn'}, h('b', {}, brake.offBy ? 'The brake is on, and let off' : 'The brake holds all automatic moves'),
        ` since ${clock(brake.since)}${brake.offBy ? ' by ' + brake.offBy : ''}: ${brake.reason.text}`));
  }

  line(one) {
    const group = GROUPS[one.group].name;
    return h('div', {role: 'listitem', class: 'line ' + group},
      h('a', {href: '#/services/' + one.name, class: 'row'},
        h('span', {class: 'name'}, h('i', {class: 'mark', 'aria-hidden': 'true'}, GROUP_SIGNS[group]), h('b', {title: one.name}, one.name)),
        h('span', {class: 'traffic'}, h('span', {class: 'sr'}, ' traffic at '), one.active ?? 'nowhere known', one.target && h('span', {class: 'target'}, ' → ' + one.target)),
        h('span', {class: 'sites'}, one.sites.slice(0, 4).map(site => siteLine(site, this.fleet.vantages, one.active)), one.sites.length > 4 && h('span', {class: 'site age'}, `and ${one.sites.length - 4} more`)),
        h('span', {class: 'what', title: one.what}, one.holds.map(hold => h('em', {class: 'tag'}, hold)), one.what),
        h('span', {class: 'for'}, lasting(one.since, span))));
  }

  key(event) {
    if (event.target.closest('input, select, textarea, dialog') && event.key !== 'Escape' || event.ctrlKey || event.metaKey || event.altKey) return;
    const step = {ArrowDown: 1, j: 1, ArrowUp: -1, k: -1}[event.key];
    if (event.key === '/') {
      this.find.focus();
      event.preventDefault();
    } else if (step) {
      this.move(step);
      event.preventDefault();
    }
  }

  move(step) {
    const name = document.activeElement?.closest?.('.line')?.querySelector('b')?.textContent;
    const {items} = this.list;
    let at = items.findIndex(item => item.name === name);
    do at += step; while (items[at]?.heading);
    if (at < 0 || at >= items.length) return;
    this.list.reveal(at)?.querySelector('a').focus({preventScroll: true});
  }
}

function heading({heading: group, count: number}) {
  return h('div', {role: 'listitem', class: 'heading ' + group.name}, h('h2', {}, group.title), h('span', {}, many(number, 'service')));
}

function height(one) {
  const shown = Math.min(one.sites.length, 4) + (one.sites.length > 4 ? 1 : 0);
  return NARROW.matches ? 92 + Math.max(shown, 1) * 22 : 20 + Math.max(shown, 2) * 21;
}

customElements.define('sb-fleet', FleetPage);

/** @param context {@code fleet}, {@code me} */
export function fleetPage(context) {
  return Object.assign(document.createElement('sb-fleet'), context);
}

