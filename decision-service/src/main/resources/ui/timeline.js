import {fill, h, svg} from './dom.js';
import {joined} from './journal.js';
import {clock, exact, span} from './words.js';

const RANGES = [['15', '15 minutes'], ['60', '1 hour'], ['360', '6 hours'], ['1440', '24 hours'], ['10080', '7 days']];
const LANE = 26, GAP = 8, TOP = 4;
const MOVED = new Set(['change-accepted', 'fence-adopted']);

/** The verdicts of each site, and where the traffic was, over time. */
export class Timeline {
  constructor() {
    this.entries = [];
    this.range = h('select', {id: 'range', onchange: () => this.draw(this.status)}, RANGES.map(([minutes, text]) => h('option', {value: minutes}, text)));
    this.range.value = '60';
    this.chart = h('div', {class: 'chart'});
    this.element = h('section', {class: 'card timeline', 'aria-labelledby': 'timeline'},
      h('div', {class: 'journal-head'}, h('h2', {id: 'timeline'}, 'Timeline'), h('label', {for: 'range'}, 'Last'), this.range,
        h('span', {class: 'keys', 'aria-hidden': 'true'}, ['up', 'down', 'unknown', 'traffic', 'moving'].map(key => h('span', {}, h('i', {class: 'key ' + key}), key === 'traffic' || key === 'moving' ? key : key.toUpperCase())))),
      this.chart);
    new ResizeObserver(() => this.draw(this.status)).observe(this.chart);
  }

  begin(entries) {
    this.entries = joined(this.entries, entries);
  }

  add(entry) {
    if (!this.entries.some(one => one.version === entry.version)) this.entries.unshift(entry);
  }

  draw(status) {
    this.status = status;
    if (!status) return;
    const end = Date.now(), begin = end - this.range.value * 60000;
    const sites = status.sites.filter(site => site.evidence);
    const lanes = [{name: 'traffic', parts: this.traffic(status, begin, end)}, ...sites.map(site => ({name: site.name, parts: this.verdicts(site, begin, end)}))];
    const plot = h('div', {class: 'plot'});
    fill(this.chart, h('div', {class: 'lane-names', 'aria-hidden': 'true'}, lanes.map(lane => h('span', {title: lane.name}, lane.name))), plot);
    const width = plot.clientWidth || 600;
    const at = moment => width * (moment - begin) / (end - begin);
    const height = TOP + lanes.length * (LANE + GAP);
    const drawing = svg('svg', {viewBox: `0 0 ${width} ${height}`, role: 'img', 'aria-label': summary(lanes)}, patterns(),
      lanes.map((lane, row) => lane.parts.map(part => block(part, at, TOP + row * (LANE + GAP)))));
    drawing.style.height = height + 'px';
    fill(plot, drawing, this.labels(lanes[0], at),
      h('div', {class: 'axis', 'aria-hidden': 'true'}, [0, .25, .5, .75, 1].map(part => h('span', {}, part === 1 ? 'now' : clock(begin + part * (end - begin)).slice(0, -3)))));
  }

  /** The names of the sites upon the traffic's lane. */
  labels(lane, at) {
    const made = h('div', {class: 'labels', 'aria-hidden': 'true'});
    for (const part of lane.parts) {
      if (part.kind !== 'traffic' || at(part.to) - at(part.from) < 60) continue;
      const label = h('span', {}, part.text);
      label.style.left = at(part.from) + 'px';
      label.style.width = at(part.to) - at(part.from) + 'px';
      made.append(label);
    }
    return made;
  }

  /** The times of one verdict after the other. Before the oldest known one nothing is drawn. */
  verdicts(site, begin, end) {
    const found = this.entries.filter(entry => entry.kind === 'verdict' && entry.evidence?.site === site.name).map(entry => entry.evidence);
    const points = [site.evidence, ...found].map(evidence => ({since: Date.parse(evidence.since), verdict: evidence.verdict})).sort((a, b) => a.since - b.since);
    const parts = [];
    points.forEach((point, index) => {
      const to = points[index + 1]?.since ?? end;
      if (to > begin && to > point.since) parts.push({from: Math.max(begin, point.since), to, kind: point.verdict.toLowerCase(), text: `${site.name} ${point.verdict}`});
    });
    return parts;
  }

  /** Where the traffic was, and the moves between. */
  traffic(status, begin, end) {
    const moves = this.entries.filter(entry => MOVED.has(entry.kind) && entry.to).map(entry => ({at: Date.parse(entry.at), from: entry.from, to: entry.to})).sort((a, b) => a.at - b.at);
    const parts = [];
    let since = begin, site = moves.find(move => move.at > begin)?.from ?? status.active;
    for (const move of moves.filter(one => one.at > begin)) {
      if (site) parts.push({from: since, to: move.at, kind: 'traffic', text: site});
      since = move.at;
      site = move.to;
    }
    if (status.active) parts.push({from: since, to: end, kind: 'traffic', text: status.active});
    return [...parts, ...this.plans(status, begin, end)];
  }

  plans(status, begin, end) {
    const over = /^(move-done|move-abandoned|move-unproven|move-unfinished|stuck|adjusted)$/;
    return this.entries.filter(entry => entry.kind === 'move-started').map(start => {
      const stop = this.entries.find(entry => entry.plan === start.plan && over.test(entry.kind));
      const from = Math.max(begin, Date.parse(start.at)), to = stop ? Date.parse(stop.at) : status.plan?.id === start.plan ? end : from;
      return {from, to: Math.max(to, from), kind: 'moving', text: `move ${start.from ?? ''} → ${start.to}: ${start.reason.text}`};
    }).filter(part => part.to > begin);
  }
}

function block(part, at, y) {
  const width = Math.max(at(part.to) - at(part.from), part.kind === 'moving' ? 3 : 1.5);
  return svg('rect', {class: 'part ' + part.kind, x: at(part.from), y: part.kind === 'moving' ? y + LANE - 7 : y, width, height: part.kind === 'moving' ? 7 : LANE},
    svg('title', {}, `${part.text}\n${clock(part.from)} to ${clock(part.to)}, ${exact(part.to - part.from)}`));
}

/** DOWN is hatched and UNKNOWN is dotted, so that they differ without colour. */
function patterns() {
  return svg('defs', {},
    svg('pattern', {id: 'hatched', width: 7, height: 7, patternUnits: 'userSpaceOnUse', patternTransform: 'rotate(45)'}, svg('rect', {width: 7, height: 7, class: 'ground'}), svg('rect', {width: 3, height: 7, class: 'ink'})),
    svg('pattern', {id: 'dotted', width: 6, height: 6, patternUnits: 'userSpaceOnUse'}, svg('rect', {width: 6, height: 6, class: 'blank'}), svg('circle', {cx: 2, cy: 2, r: 1.3, class: 'dot'})));
}

function summary(lanes) {
  return lanes.map(lane => lane.name + ': ' + (lane.parts.filter(part => part.kind !== 'moving').map(part => `${part.text} for ${span(part.to - part.from)}`).join(', then ') || 'nothing known')).join('. ');
}
