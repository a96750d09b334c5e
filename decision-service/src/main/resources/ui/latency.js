import {fill, h, svg} from './dom.js';
import {exact, millis} from './words.js';

/** Results that are kept of each probe: five minutes of them. */
const KEPT = 60;
const WIDTH = 96, HEIGHT = 22;

/**
 * How long the newest probe of each site took at each vantage. decision-service knows the newest only: the curve is drawn from those that
 * came while the page was open.
 */
export class LatencyView {
  constructor() {
    this.samples = new Map();
    this.content = h('div', {});
    this.element = h('section', {class: 'card latency', 'aria-labelledby': 'latency'}, h('h2', {id: 'latency'}, 'Latency by vantage'), this.content);
  }

  /** @param why the answer of REST */
  draw(why) {
    const rows = why.sites.flatMap(site => probes(site).map(probe => ({site: site.site, probe, cells: site.vantages.map(vote => this.measured(site.site, vote, probe))})));
    const vantages = why.sites.find(site => site.vantages.length)?.vantages.map(vote => vote.vantage) ?? [];
    this.element.hidden = !vantages.length;
    fill(this.content, why.evidence.from === 'live' && rows.length ? [
      h('div', {class: 'scroll', tabindex: '0', role: 'region', 'aria-label': 'Latency'}, h('table', {class: 'votes-table'}, h('caption', {class: 'sr'}, 'Time that the newest probe took'),
        h('thead', {}, h('tr', {}, h('th', {scope: 'col'}, 'Site'), vantages.map(vantage => h('th', {scope: 'col'}, vantage)))),
        h('tbody', {}, rows.map(row => h('tr', {}, h('th', {scope: 'row'}, row.site, ' ', h('small', {}, row.probe)), row.cells.map(cell)))))),
      h('p', {class: 'soft source'}, 'The newest result of each probe; the range and the curve are of those seen while this page was open.'),
    ] : h('p', {class: 'soft'}, 'Known only where the evidence is counted live.'));
  }

  measured(site, vote, probe) {
    const check = vote.checks.find(one => one.probe === probe);
    if (!check?.took) return null;
    const key = [site, vote.vantage, probe].join(' ');
    const known = this.samples.get(key) ?? [];
    known.push(millis(check.took));
    if (known.length > KEPT) known.shift();
    this.samples.set(key, known);
    return {known, failing: Boolean(check.failingSince)};
  }
}

function probes(site) {
  return [...new Set(site.vantages.flatMap(vote => vote.checks.map(check => check.probe)))];
}

function cell(measured) {
  if (!measured) return h('td', {class: 'soft'}, '–');
  const {known, failing} = measured;
  const least = Math.min(...known), most = Math.max(...known);
  return h('td', {}, h('span', {class: failing ? 'word down' : ''}, exact(known.at(-1)), failing && ', failing'), known.length > 2 && curve(known, most), h('small', {}, `${exact(least)} to ${exact(most)}`));
}

function curve(known, most) {
  const at = (value, index) => `${(WIDTH * index / Math.max(known.length - 1, KEPT / 4)).toFixed(1)},${(HEIGHT - 1 - (HEIGHT - 2) * value / (most || 1)).toFixed(1)}`;
  return svg('svg', {class: 'curve', viewBox: `0 0 ${WIDTH} ${HEIGHT}`, 'aria-hidden': 'true'}, svg('polyline', {points: known.map(at).join(' ')}));
}
