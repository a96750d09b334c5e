import {h, lasting} from './dom.js';
import {votes} from './urgency.js';
import {span} from './words.js';

const SIGNS = {UP: '✓', DOWN: '✕', UNKNOWN: '?'};

/** A verdict as a sign with a shape of its own: it does not depend on colour. */
export function sign(verdict, counts = true) {
  return h('i', {class: 'sign ' + (counts ? verdict.toLowerCase() : 'void'), 'aria-hidden': 'true'}, counts ? SIGNS[verdict] : '–');
}

/** A verdict as sign and word. */
export function verdict(value) {
  return h('span', {class: 'verdict ' + value.toLowerCase()}, sign(value), value);
}

/** One site of a fleet's line: its verdict, the votes in the order of the vantages, and for how long. */
export function siteLine(site, vantages, active) {
  const cast = new Map((site.evidence?.votes ?? []).map(vote => [vote.vantage, vote]));
  return h('span', {class: 'site' + (site.name === active ? ' active' : '')},
    h('span', {class: 'sr'}, votes(site) + '. '),
    h('span', {class: 'where', 'aria-hidden': 'true', title: votes(site)}, site.name),
    h('span', {class: 'word ' + site.verdict.toLowerCase(), 'aria-hidden': 'true'}, site.verdict),
    h('span', {class: 'votes', 'aria-hidden': 'true'}, vantages.map(vantage => vote(cast.get(vantage), vantage))),
    site.evidence ? lasting(site.evidence.since, span, {class: 'lasting age'}) : h('span', {class: 'age'}, site.lastResort ? 'resort' : ''));
}

function vote(cast, vantage) {
  if (!cast) return h('i', {class: 'sign none', title: vantage + ' did not vote here'}, '');
  const made = sign(cast.verdict, cast.counts);
  made.title = `${vantage} said ${cast.verdict} when this was concluded${cast.counts ? '' : ', which did not count'}`;
  return made;
}
