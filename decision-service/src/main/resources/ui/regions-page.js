import {get, Refusal} from './api.js';
import {fill, h, refill, say} from './dom.js';
import {clock, count, many} from './words.js';

/** How often the answer is asked for again while the page is looked at. */
const EVERY = 15000;
/** Names that are shown before the rest is unfolded. */
const NAMED = 20;

/** What the loss of a region does to a service, the worst first. */
const GROUPS = [
  {name: 'needs', sign: '✕', title: 'Would stay in the lost region', few: 'would stay in it', is: one => one.loses && one.effect === 'STAYS'},
  {name: 'look', sign: '?', title: 'Cannot be told now', few: 'cannot be told', is: one => one.effect === 'UNKNOWN'},
  {name: 'look', sign: '‖', title: 'A move would wait', few: 'would wait', is: one => one.effect === 'WAITS'},
  {name: 'moving', sign: '→', title: 'Would move', few: 'would move', is: one => one.effect === 'MOVES'},
  {name: 'calm', sign: '✓', title: 'Have their traffic elsewhere', few: 'elsewhere', is: () => true},
];

/** Sorts services into the groups; each is in the first that fits. */
function grouped(services) {
  const groups = GROUPS.map(group => ({...group, services: []}));
  for (const one of services) groups.find(group => group.is(one)).services.push(one);
  return groups;
}

/** What both pages share: they ask again and again, and show with the fleet's stream whether they are live. */
class RegionPage extends HTMLElement {
  connectedCallback() {
    this.asOf = h('p', {class: 'soft as-of', role: 'status'});
    this.content = h('div', {});
    this.build();
    this.fleet.follow();
    this.clock = setInterval(() => { if (!document.hidden && this.fleet.feed.live) this.ask(); }, EVERY);
    this.ask();
  }

  disconnectedCallback() {
    clearInterval(this.clock);
    this.fleet.pause();
  }

  async ask() {
    try {
      await this.look();
    } catch (failure) {
      if (this.isConnected && failure instanceof Refusal) fill(this.content, h('p', {class: 'note bad'}, h('b', {}, failure.problem.title + '.'), ' ' + failure.message));
    }
  }
}

/** All regions, and in numbers what the loss of each would do. */
class RegionsPage extends RegionPage {
  build() {
    document.title = 'Regions · Signalbox';
    fill(this, h('h1', {}, 'If a region were lost now'),
      h('p', {class: 'soft'}, 'Its sites, its vantage and its cell at once, by the states, votes and orders of this moment. Nothing is done.'), this.asOf, this.content);
  }

  async look() {
    const {regions} = await get('regions');
    const losses = new Map();
    for (const region of regions) {
      losses.set(region.name, await get(`regions/${region.name}/loss`));
      if (!this.isConnected) return;
    }
    say(this.asOf, 'As of ' + clock(Date.now()) + '.');
    refill(this.content, h('ul', {class: 'regions'}, regions.map(region => regionCard(region, losses.get(region.name)))));
  }
}

function regionCard(region, loss) {
  const groups = grouped(loss.services).filter(group => group.services.length);
  return h('li', {class: 'card ' + (groups[0]?.name ?? 'calm')},
    h('h2', {}, h('a', {href: '#/regions/' + region.name, data: {key: region.name}}, region.name)), h('p', {class: 'soft'}, facts(region)),
    h('p', {class: 'counts'}, groups.map(group => h('span', {class: 'badge ' + group.name}, h('i', {'aria-hidden': 'true'}, group.sign + ' '), `${count(group.services.length)} ${group.few}`))),
    loss.note && h('p', {class: 'soft'}, loss.note));
}

function facts(region) {
  return [region.services > 0 && `a site of ${many(region.services, 'service')}`, region.services > 0 && `traffic of ${count(region.traffic)}`, region.vantage && 'a vantage', region.cell && 'a cell'].filter(Boolean).join(' · ');
}

/** What the loss of one region would do to each service, and why. */
class LossPage extends RegionPage {
  build() {
    document.title = `Loss of ${this.region} · Signalbox`;
    this.unfolded = new Set();
    fill(this, h('p', {class: 'crumb'}, h('a', {href: '#/regions'}, '← All regions')), h('h1', {}, `If ${this.region} were lost now`), this.asOf, this.content);
  }

  async look() {
    const loss = await get(`regions/${this.region}/loss`);
    if (!this.isConnected) return;
    say(this.asOf, `As of ${clock(loss.at)}. ${loss.decides ? `Cell ${loss.decides} decides.` : 'No cell is left to decide.'}`);
    refill(this.content, loss.note && h('p', {class: 'note warn'}, loss.note),
      grouped(loss.services).filter(group => group.services.length).map(group => this.section(group)), assumed(loss));
  }

  section(group) {
    const alike = new Map();
    for (const one of group.services) {
      const key = [one.active, one.to, one.because].join('\n');
      if (!alike.has(key)) alike.set(key, []);
      alike.get(key).push(one);
    }
    return h('section', {class: 'card loss ' + group.name},
      h('h2', {}, h('i', {class: 'mark', 'aria-hidden': 'true'}, group.sign), ` ${group.title} `, h('span', {class: 'soft'}, many(group.services.length, 'service'))),
      h('ul', {class: 'alike'}, [...alike].sort(([, a], [, b]) => b.length - a.length).map(([key, services]) => this.line(key, services))));
  }

  /** Services to which the same happens for the same reason share a line. */
  line(key, services) {
    const [{active, to, because, effect}] = services;
    const where = to && effect !== 'STAYS' ? `${active ?? 'nowhere known'} → ${to}` : `at ${active ?? 'a place that is not known'}`;
    return h('li', {}, h('p', {}, h('b', {}, where), h('span', {class: 'because'}, ' ' + because)), h('p', {class: 'names'}, names(services.slice(0, NAMED))),
      services.length > NAMED && this.more(key, services.slice(NAMED)));
  }

  more(key, services) {
    const rest = h('p', {class: 'names'});
    const details = h('details', {open: this.unfolded.has(key), ontoggle: () => {
      if (details.open) {
        this.unfolded.add(key);
        if (!rest.firstChild) fill(rest, names(services));
      } else {
        this.unfolded.delete(key);
      }
    }}, h('summary', {data: {key}}, 'and ' + count(services.length) + ' more'), rest);
    return details;
  }
}

/** Where the votes of now are not known, the answer is for a day when every vantage works. */
function assumed(loss) {
  const some = loss.services.filter(one => one.loses && !one.counted).length;
  return some > 0 && h('p', {class: 'soft'}, `The votes of ${many(some, 'service')} were not counted for this: every vantage is taken to vote on them.`);
}

const names = services => services.map(one => h('a', {href: '#/services/' + one.service, data: {key: one.service}}, one.service));

customElements.define('sb-regions', RegionsPage);
customElements.define('sb-loss', LossPage);

/** @param context {@code fleet} @param region null for all */
export function regionsPage(region, context) {
  return Object.assign(document.createElement(region ? 'sb-loss' : 'sb-regions'), {region, fleet: context.fleet});
}
