import {h, lasting} from './dom.js';
import {sign, verdict} from './verdicts.js';
import {exact, many, millis, span} from './words.js';

/**
 * The votes of all vantages on all sites, with the age of the newest result behind each.
 *
 * @param why the answer of REST
 * @param open the votes that are unfolded, which this changes
 */
export function sitesTable(why, open) {
  const vantages = [...new Set(why.sites.flatMap(site => site.vantages.map(vote => vote.vantage)))].sort();
  return [
    h('div', {class: 'scroll', tabindex: '0', role: 'region', 'aria-label': 'Votes'}, h('table', {class: 'votes-table'},
      h('thead', {}, h('tr', {}, h('th', {scope: 'col'}, 'Site'), h('th', {scope: 'col'}, 'Verdict'), vantages.map(vantage => h('th', {scope: 'col'}, vantage)))),
      h('tbody', {}, why.sites.map(site => row(site, vantages, open))))),
    h('p', {class: 'soft source'}, why.evidence.from === 'live' ? 'Counted live, a moment ago.' : 'From the last verdicts, not counted live.', why.evidence.note && ' ' + why.evidence.note),
  ];
}

function row(site, vantages, open) {
  const cast = new Map(site.vantages.map(vote => [vote.vantage, vote]));
  return h('tr', {class: site.active ? 'active' : ''},
    h('th', {scope: 'row'}, site.site, site.active && h('span', {class: 'tag'}, 'traffic'), site.suppressed && h('span', {class: 'tag', title: site.suppressed.text}, 'suppressed'),
      site.ready && site.ready !== 'UP' && h('span', {class: 'tag'}, 'not ready')),
    h('td', {}, site.needed > 0 ? verdict(site.verdict) : h('span', {class: 'soft'}, 'not checked'), site.since && site.needed > 0 && h('small', {}, 'for ', lasting(site.since, span)), site.needed > 0 && h('small', {}, many(site.needed, 'vote') + ' needed')),
    vantages.map(vantage => h('td', {}, cell(cast.get(vantage), site.site, open))));
}

function cell(vote, site, open) {
  if (!vote) return h('span', {class: 'soft'}, '–');
  const key = site + ' ' + vote.vantage;
  return h('details', {class: 'vote', open: open.has(key), ontoggle: event => event.target.open ? open.add(key) : open.delete(key)},
    h('summary', {data: {key}}, sign(vote.says, vote.counts), h('span', {}, vote.counts ? vote.says : 'no vote'), vote.age && h('small', {}, exact(millis(vote.age)) + ' old')),
    h('small', {}, [vote.voidBecause, vote.detail].filter(Boolean).join('; ')));
}
