import {get, Refusal, request} from './api.js';
import {fill, h, say, svg, table} from './dom.js';
import {clock, exact, many, millis, sentence} from './words.js';

const LANE = 28, GAP = 10;
const HOUR = 3600000;
const RANGES = [[1, 'the last hour'], [6, 'the last 6 hours'], [24, 'the last 24 hours'], [168, 'the last 7 days']];
const PAUSE = 700;

/** What another policy would have done: a form that starts a backtest, and its report as a chart and as tables. */
export class BacktestView {
  constructor(service, me) {
    this.service = service;
    this.may = me.roles.includes('operator');
    this.say = h('p', {class: 'soft', role: 'status'});
    this.bar = h('progress', {max: 1, value: 0, 'aria-label': 'Progress of the backtest', hidden: true});
    this.cancel = h('button', {type: 'button', hidden: true, onclick: () => this.stop()}, 'Cancel');
    this.result = h('div', {class: 'backtest-result'});
    this.element = h('details', {class: 'card backtest', ontoggle: () => this.opened()}, h('summary', {}, h('h2', {}, 'What another policy would have done')),
      h('p', {class: 'soft'}, 'Replays recorded observations under the policy in force and under a changed one. Nothing is moved.'),
      this.may ? this.form() : h('p', {class: 'soft'}, 'An operator may start one. The newest of this instance is shown.'),
      h('div', {class: 'line-up'}, this.say, this.bar, this.cancel), this.result);
  }

  form() {
    const field = (name, label, input) => h('div', {class: 'field'}, h('label', {for: 'backtest-' + name}, label), Object.assign(input, {id: 'backtest-' + name, name}));
    const choice = options => h('select', {}, options.map(([value, text]) => h('option', {value}, text)));
    const number = () => h('input', {type: 'number', min: 1, placeholder: 'as now', autocomplete: 'off'});
    const length = () => h('input', {type: 'text', placeholder: 'as now', autocomplete: 'off', spellcheck: 'false', pattern: '[0-9]+(ms|s|m|h|d)', title: 'A number and ms, s, m, h or d, such as 30s'});
    this.start = h('button', {class: 'main'}, 'Replay');
    return h('form', {class: 'backtest-form', onsubmit: event => { event.preventDefault(); this.submit(new FormData(event.target)); }},
      field('range', 'Observations of', choice(RANGES)), field('fall', 'DOWN after failures', number()), field('rise', 'UP after successes', number()),
      field('quorum', 'Votes needed', choice([['', 'as now'], ['majority', 'a majority'], ['all', 'all'], ['1', '1'], ['2', '2'], ['3', '3']])),
      field('minDownFor', 'Leave after DOWN for', length()), field('failback', 'Return', choice([['', 'as now'], ['auto', 'by itself'], ['manual', 'once approved'], ['never', 'never']])),
      field('stableFor', 'Return after UP for', length()), h('div', {class: 'buttons'}, this.start));
  }

  /** The newest backtest of this service is what somebody who opens this looks for. */
  async opened() {
    if (!this.element.open || this.asked) return;
    this.asked = true;
    const known = await get('backtests').catch(() => []);
    const mine = known.find(job => job.asked.services?.includes(this.service));
    if (mine && !this.id) this.follow(mine.id);
    else if (!mine && !this.may) say(this.say, 'This instance keeps none of this service.');
  }

  async submit(values) {
    const wanted = candidate(values);
    if (!wanted) return say(this.say, 'Change at least one value.');
    this.start.disabled = true;
    say(this.say, 'Sending…');
    try {
      const body = {services: [this.service], from: new Date(Date.now() - values.get('range') * HOUR).toISOString(), ...wanted};
      const answer = await request('backtests', {method: 'POST', body: JSON.stringify(body), headers: {'Content-Type': 'application/json'}});
      await this.follow((await answer.json()).id);
    } catch (failure) {
      this.failed(failure);
    } finally {
      this.start.disabled = false;
    }
  }

  async follow(id) {
    this.id = id;
    fill(this.result);
    try {
      for (let job = await get('backtests/' + id); this.id === id && this.element.isConnected; job = await get('backtests/' + id)) {
        if (this.tell(job)) return;
        await new Promise(done => setTimeout(done, PAUSE));
      }
    } catch (failure) {
      if (this.id === id) this.failed(failure);
    }
  }

  /** @return whether it is over */
  tell(job) {
    const over = job.state === 'DONE' || job.state === 'FAILED';
    this.bar.hidden = over;
    this.cancel.hidden = over || !this.may;
    this.bar.value = job.progress;
    if (job.state === 'DONE') {
      say(this.say, `Asked for by ${job.who} at ${clock(job.submittedAt)}: ${changes(job.asked)}.`);
      fill(this.result, this.report(job));
    } else {
      say(this.say, job.state === 'FAILED' ? job.problem ?? 'It has failed.' : job.state === 'QUEUED' ? 'It waits for its turn.' : `${Math.floor(100 * job.progress)} %`);
    }
    return over;
  }

  async stop() {
    const id = this.id;
    this.id = null;
    this.bar.hidden = this.cancel.hidden = true;
    say(this.say, 'Cancelled.');
    await request('backtests/' + id, {method: 'DELETE'}).catch(() => {});
  }

  failed(failure) {
    this.bar.hidden = this.cancel.hidden = true;
    say(this.say, failure instanceof Refusal ? failure.message : 'decision-service does not answer.');
  }

  report({report, observedFrom}) {
    const mine = report.services.find(one => one.service === this.service);
    if (!mine) return h('p', {class: 'empty'}, 'The report has nothing about this service.');
    const lanes = [{name: 'In force', conduct: mine.today}, {name: 'Candidate', conduct: mine.candidate}].map(lane => ({...lane, parts: parts(lane.conduct, this.home, report)}));
    return [
      report.observations === 0 && h('p', {class: 'note warn'}, 'There are no observations of this time.'),
      report.observations > 0 && observedFrom && Date.parse(observedFrom) - Date.parse(report.from) > 60000 && h('p', {class: 'note warn'}, `The oldest observation is of ${clock(observedFrom)}.`),
      h('p', {class: 'lead'}, verdict(mine.difference)), chart(lanes, report),
      table('Both policies in numbers', ['Figure', 'In force', 'Candidate'], figures(mine)),
      h('details', {}, h('summary', {}, 'The moves as a table'), movesTable(lanes)),
      h('details', {}, h('summary', {}, 'What a backtest cannot know'), h('ul', {}, report.cannotKnow.map(limit => h('li', {}, limit.text)))),
    ];
  }
}

/** What the form asks for; undefined when it changes nothing. */
function candidate(values) {
  const given = name => values.get(name)?.trim();
  const policy = {}, probes = {}, failback = {};
  if (given('quorum')) policy.quorum = Number(given('quorum')) || given('quorum');
  if (given('minDownFor')) policy.minDownFor = given('minDownFor');
  if (given('failback')) failback.mode = given('failback');
  if (given('stableFor')) failback.stableFor = given('stableFor');
  if (Object.keys(failback).length) policy.failback = failback;
  for (const name of ['fall', 'rise']) if (given(name)) probes[name] = Number(given(name));
  const wanted = {};
  if (Object.keys(policy).length) wanted.policy = policy;
  if (Object.keys(probes).length) wanted.probes = probes;
  return Object.keys(wanted).length ? wanted : undefined;
}

/** The changed keys, as one would write them in the topology. */
function changes(asked) {
  const flat = (value, path) => value !== null && typeof value === 'object' ? Object.entries(value).flatMap(([key, inner]) => flat(inner, [...path, key])) : [path.join('.') + ': ' + value];
  return [...flat(asked.policy ?? {}, []), ...flat(asked.probes ?? {}, [])].join(', ') || 'nothing changed';
}

function verdict(difference) {
  const more = (number, what) => number === 0 ? `as many ${what}s` : `${many(Math.abs(number), (number > 0 ? 'more ' : 'fewer ') + what, (number > 0 ? 'more ' : 'fewer ') + what + 's')}`;
  const down = millis(difference.timeOnDown);
  const missed = difference.missedOutages.length;
  return sentence(`the candidate makes ${more(difference.moves, 'move')}, ${more(difference.falseMoves, 'false move')}, and ${down === 0 ? 'the same time on a failing site' : `${exact(Math.abs(down))} ${down > 0 ? 'more' : 'less'} on a failing site`}`
    + (missed ? `. It stays through ${many(missed, 'outage')} that the policy in force leaves` : '') + '.');
}

function figures({today, candidate: other}) {
  const row = (name, text) => [name, text(today.summary), text(other.summary)];
  const time = duration => duration ? exact(millis(duration)) : '–';
  const sites = [...new Set([...Object.keys(today.summary.timeOn), ...Object.keys(other.summary.timeOn)])].sort();
  return [row('Moves', one => String(one.moves)), row('False moves', one => String(one.falseMoves)), row('Not finished', one => String(one.unfinished)), row('Detection, median', one => time(one.detectionP50)),
    row('Detection, longest', one => time(one.detectionMax)), row('On a failing site', one => time(one.timeOnDown)), ...sites.map(site => row('At ' + site, one => time(one.timeOn[site])))];
}

/** Where the traffic would have been. It begins at the preferred site. */
function parts(conduct, home, report) {
  const end = Date.parse(report.to), made = [];
  let since = Date.parse(report.from), site = conduct.moves[0]?.from ?? home;
  for (const move of conduct.moves) {
    made.push({site, from: since, to: Date.parse(move.at)});
    since = Date.parse(move.at);
    site = move.to;
  }
  made.push({site, from: since, to: end});
  return made;
}

function chart(lanes, report) {
  const begin = Date.parse(report.from), end = Date.parse(report.to), width = 1000;
  const sites = [...new Set(lanes.flatMap(lane => lane.parts.map(part => part.site)))];
  const at = moment => width * (moment - begin) / (end - begin || 1);
  const height = lanes.length * (LANE + GAP);
  const drawing = svg('svg', {viewBox: `0 0 ${width} ${height}`, preserveAspectRatio: 'none', role: 'img', 'aria-label': lanes.map(described).join('. ')},
    lanes.map((lane, row) => [
      lane.parts.map(part => svg('rect', {class: 'stay stay-' + sites.indexOf(part.site) % 4, x: at(part.from), y: row * (LANE + GAP), width: Math.max(1, at(part.to) - at(part.from)), height: LANE}, svg('title', {}, `${part.site}\n${clock(part.from)} to ${clock(part.to)}`))),
      lane.conduct.moves.filter(move => move.falseMove).map(move => svg('rect', {class: 'false-move', x: at(Date.parse(move.at)) - 2, y: row * (LANE + GAP), width: 4, height: LANE}, svg('title', {}, 'false move at ' + clock(move.at)))),
    ]));
  drawing.style.height = height + 'px';
  return h('figure', {class: 'replay'}, h('figcaption', {}, h('span', {}, 'Where the traffic would have been'), h('span', {class: 'keys', 'aria-hidden': 'true'}, sites.map((site, index) => h('span', {}, h('i', {class: 'key stay-' + index % 4}), site)))),
    h('div', {class: 'chart'}, h('div', {class: 'lane-names', 'aria-hidden': 'true'}, lanes.map(lane => h('span', {}, lane.name))),
      h('div', {class: 'plot'}, drawing, lanes.map((lane, row) => labels(lane, row, begin, end)), h('div', {class: 'axis', 'aria-hidden': 'true'}, [0, .5, 1].map(part => h('span', {}, clock(begin + part * (end - begin)).slice(0, -3)))))));
}

/** The names of the sites upon the longer blocks. */
function labels(lane, row, begin, end) {
  return lane.parts.filter(part => part.to - part.from > (end - begin) / 12).map(part => {
    const label = h('span', {class: 'stay-name', 'aria-hidden': 'true'}, part.site);
    label.style.left = 100 * (part.from - begin) / (end - begin) + '%';
    label.style.maxWidth = `calc(${100 * (part.to - part.from) / (end - begin)}% - 10px)`;
    label.style.top = row * (LANE + GAP) + 'px';
    return label;
  });
}

const described = lane => lane.name + ': ' + lane.parts.map(part => `${part.site} for ${exact(part.to - part.from)}`).join(', then ');

function movesTable(lanes) {
  const rows = lanes.flatMap(lane => lane.conduct.moves.map(move => [lane.name, clock(move.at), `${move.from} → ${move.to}`, move.kind + (move.falseMove ? ', false' : '') + (move.asked ? ', once approved' : ''), move.why.text]));
  return rows.length ? table('Moves of both policies', ['Policy', 'At', 'Move', 'Kind', 'Why'], rows) : h('p', {class: 'soft'}, 'Neither moves anything.');
}
