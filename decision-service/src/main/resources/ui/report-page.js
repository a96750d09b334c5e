import {get, Refusal, request} from './api.js';
import {fill, h, refill, table} from './dom.js';
import {Feed} from './events.js';
import {entryLine} from './journal.js';
import {moveAddress} from './plan.js';
import {sign} from './verdicts.js';
import {clock, exact, millis, sentence} from './words.js';

const OVER = {'done': 'calm', 'under-way': 'moving', 'abandoned': 'look'};

/** The report on one move: what took how long, against what was promised, and why. */
class ReportPage extends HTMLElement {
  connectedCallback() {
    document.title = `Move of ${this.name} · Signalbox`;
    this.feed = new Feed(`services/${this.name}/events`);
    this.feed.addEventListener('journal', () => this.askSoon());
    this.content = h('div', {});
    fill(this, h('p', {class: 'crumb'}, h('a', {href: '#/services/' + this.name}, '← ' + this.name)), this.content);
    this.feed.start();
    this.ask();
  }

  disconnectedCallback() {
    clearTimeout(this.soon);
    this.feed.stop();
  }

  get path() {
    return `services/${this.name}/moves/${encodeURIComponent(this.plan)}`;
  }

  /** A move that is under way goes on, and another one may begin. */
  askSoon() {
    this.soon ??= setTimeout(() => {
      this.soon = null;
      this.ask();
    }, 500);
  }

  async ask() {
    try {
      const [report, known] = await Promise.all([get(this.path), get(`services/${this.name}/moves`)]);
      if (this.isConnected) refill(this.content, this.head(report), sections(report), others(known.moves, report));
    } catch (failure) {
      if (failure instanceof Refusal && this.isConnected) fill(this.content, h('h1', {}, 'Move of ' + this.name), h('p', {class: 'note bad'}, h('b', {}, failure.problem.title + '.'), ' ' + failure.message));
    }
  }

  head(report) {
    const took = report.endedAt && millisBetween(report.startedAt, report.endedAt);
    this.said = h('span', {class: 'soft', role: 'status'});
    return [
      h('div', {class: 'title'}, h('div', {},
        h('h1', {}, `${this.name}: ${report.from ?? 'nowhere'} → ${report.to ?? 'nowhere'} `, h('span', {class: 'badge ' + (OVER[report.result] ?? 'needs')}, sentence(report.result.replace('-', ' ')))),
        h('p', {class: 'facts'}, h('span', {}, clock(report.startedAt), report.endedAt && ' to ' + clock(report.endedAt)), took !== undefined && h('span', {}, 'the plan took ', h('b', {}, exact(took))), h('span', {}, 'plan ' + report.plan), h('span', {}, 'epoch ' + report.epoch))),
      h('div', {class: 'actions', role: 'group', 'aria-label': 'Report'}, this.said,
        h('button', {type: 'button', data: {key: 'copy'}, onclick: () => this.copy()}, 'Copy as Markdown'), h('button', {type: 'button', data: {key: 'save'}, onclick: () => this.save()}, 'Save as Markdown'))),
      h('p', {class: 'lead'}, short(report.why.text) + '.'), report.outcome && h('p', {class: 'soft'}, report.outcome.text + '.'),
    ];
  }

  async markdown() {
    return (await request(this.path, {headers: {Accept: 'text/markdown'}})).text();
  }

  async copy() {
    try {
      await navigator.clipboard.writeText(await this.markdown());
      this.said.textContent = 'Copied.';
    } catch {
      this.said.textContent = 'The browser does not allow that here; save it instead.';
    }
  }

  async save() {
    const address = URL.createObjectURL(new Blob([await this.markdown()], {type: 'text/markdown'}));
    h('a', {href: address, download: `${this.name}-${this.plan}.md`}).click();
    setTimeout(() => URL.revokeObjectURL(address), 1000);
  }
}

/** Without what each vantage says: the evidence has that in a table. */
const short = text => text.replace(/ \([^|]*\|.*\)/, '');

const millisBetween = (from, to) => Date.parse(to) - Date.parse(from);

function sections(report) {
  return [
    h('div', {class: 'two even'}, phases(report), objectives(report)),
    h('div', {class: 'two even'}, evidence(report), waits(report)),
    card('steps', 'Steps', report.steps.length > 0 && table('What became of each step', ['Step', 'At', 'What', 'Why'],
      report.steps.map(one => [one.step === undefined ? '–' : String(one.step + 1), time(one.at), one.kind, one.reason.text])), 'The journal has no step of it.'),
    card('timeline', 'Timeline', report.timeline.length > 0 && h('ol', {class: 'entries'}, report.timeline.map(entryLine)), 'The journal has no entry of it.'),
  ];
}

function card(id, title, content, otherwise) {
  return h('section', {class: 'card', 'aria-labelledby': 'report-' + id}, h('h2', {id: 'report-' + id}, title), content || h('p', {class: 'soft'}, otherwise));
}

/** One after the other, as a staircase. */
function phases(report) {
  const all = report.phases.reduce((sum, phase) => sum + millis(phase.took), 0) || 1;
  let before = 0;
  const rows = report.phases.map(phase => {
    const took = millis(phase.took);
    const bar = h('span', {class: 'fill'});
    bar.style.marginLeft = 100 * before / all + '%';
    bar.style.width = Math.max(0.5, 100 * took / all) + '%';
    before += took;
    return h('tr', {}, h('th', {scope: 'row'}, phase.name), h('td', {class: 'number'}, exact(took)), h('td', {}, h('div', {class: 'bar', 'aria-hidden': 'true'}, bar)));
  });
  return card('phases', 'Phases', rows.length > 0 && h('table', {class: 'phases'}, h('caption', {class: 'sr'}, 'How long each phase took'), h('tbody', {}, rows),
    h('tfoot', {}, h('tr', {}, h('th', {scope: 'row'}, 'together'), h('td', {class: 'number'}, exact(all)), h('td', {})))), 'No phase was measured.');
}

function objectives(report) {
  return card('objectives', 'Objectives', report.objectives.length > 0 && table('Objectives and what was achieved', ['Objective', 'Allowed', 'Took', 'Result'],
    report.objectives.map(one => [one.name, exact(millis(one.limit)), exact(millis(one.actual)), h('b', {class: one.met ? 'met' : 'missed'}, one.met ? '✓ met' : '✕ missed')])),
  'The service has no objectives that this move was measured against.');
}

function evidence({evidence: verdict}) {
  return card('evidence', 'Evidence', verdict && [
    h('p', {}, short(verdict.reason.text) + '.'),
    table('The votes', ['Vantage', 'Says', 'Detail'], verdict.votes.map(vote => [vote.vantage, h('span', {class: 'verdict ' + vote.verdict.toLowerCase()}, sign(vote.verdict, vote.counts), vote.counts ? vote.verdict : 'no vote'), vote.detail])),
  ], 'No failure led to this move.');
}

function waits(report) {
  return card('waits', 'Waits', report.waits.length > 0 && table('What it waited for', ['From', 'For', 'Cause'],
    report.waits.map(wait => [time(wait.from), wait.until ? exact(millisBetween(wait.from, wait.until)) : 'until now', [wait.cause.text + ' ', h('code', {}, wait.cause.code)]])), 'Nothing held it.');
}

function others(moves, report) {
  const rest = moves.filter(move => move.plan !== report.plan);
  return card('others', 'Other moves', rest.length > 0 && table('Other moves of the service', ['At', 'Move', 'Result', 'Why'], rest.map(move => [
    h('a', {href: moveAddress(report.service, move.plan), data: {key: move.plan}}, time(move.startedAt)), `${move.from ?? 'nowhere'} → ${move.to ?? 'nowhere'}`, move.result.replace('-', ' '), move.why.text])),
  'There is no other move in the journal that this instance keeps.');
}

const time = instant => h('time', {datetime: instant, title: instant}, clock(instant));

customElements.define('sb-report', ReportPage);

/** @param plan the id of a plan, or {@code last} */
export function reportPage(name, plan) {
  return Object.assign(document.createElement('sb-report'), {name, plan});
}
