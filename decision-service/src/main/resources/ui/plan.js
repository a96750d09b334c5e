import {fill, h, lasting, say} from './dom.js';
import {clock, exact, millis, sentence, span} from './words.js';

const STEP_SIGNS = {waiting: '·', running: '▸', asking: '?', done: '✓', failed: '✕', undoing: '◂', undone: '↺'};
const ENDED = {stuck: 'This plan could not finish.'};

/** The plan that is under way, its steps as they go, and its time against the objective. */
export class PlanView {
  constructor() {
    this.element = h('section', {class: 'card plan', 'aria-labelledby': 'plan', hidden: true});
    this.objectives = {};
  }

  draw(status) {
    const plan = status?.plan;
    this.status = status;
    this.element.hidden = !plan;
    if (!plan) return;
    this.time = h('span', {class: 'time'});
    this.bar = h('span', {class: 'fill'});
    fill(this.element,
      h('h2', {id: 'plan'}, sentence(plan.kind), ' ', plan.from ? `${plan.from} → ${plan.to}` : `to ${plan.to}`),
      h('p', {}, this.time), h('div', {class: 'bar', 'aria-hidden': 'true'}, this.bar),
      h('ol', {class: 'steps'}, plan.steps.map(step)),
      h('p', {class: 'soft'}, `${ENDED[status.phase] ?? ''} Plan ${plan.id}, begun ${clock(plan.startedAt)}, must end by ${clock(plan.deadline)}.`));
    this.tick();
  }

  /** The time since the first failure, or since the decision where nothing failed: what the objective measures. */
  tick() {
    const plan = this.status?.plan;
    if (!plan) return;
    const times = this.status.recovery ?? {};
    const current = times.decided && Date.parse(times.decided) >= Date.parse(plan.startedAt) - 1000;
    const begin = Date.parse(current ? times.firstFailure ?? times.decided : plan.startedAt);
    const limit = this.objectives.recovery ? millis(this.objectives.recovery) : NaN;
    const took = Date.now() - begin, late = took > limit;
    say(this.time, `${exact(Math.max(0, Math.floor(took / 1000) * 1000))} since ${current && times.firstFailure ? 'the first failure' : 'it began'}`
      + (Number.isNaN(limit) ? '; the service has no recovery objective' : late ? `: later than the objective of ${exact(limit)}` : ` of ${exact(limit)} that the objective allows`));
    this.bar.parentElement.hidden = Number.isNaN(limit);
    this.bar.parentElement.classList.toggle('late', late);
    this.bar.style.width = Math.min(100, 100 * took / limit) + '%';
  }
}

function step(one) {
  return h('li', {class: 'step ' + one.state, value: one.stage + 1},
    h('i', {class: 'mark', 'aria-hidden': 'true'}, STEP_SIGNS[one.state] ?? '·'),
    h('span', {class: 'step-name'}, h('b', {}, one.name), one.name !== one.kind && h('span', {class: 'soft'}, ' ' + one.kind)),
    h('span', {class: 'step-state'}, one.state, one.since && [' for ', lasting(one.since, span)], one.attempt > 1 && `, attempt ${one.attempt}`),
    one.detail && h('small', {}, one.detail));
}

export const moveAddress = (service, plan) => `#/services/${service}/moves/${encodeURIComponent(plan)}`;

/** The report on a move that is over, or under way: its phases and objectives. */
export function lastMove(report) {
  const longest = Math.max(1, ...report.phases.map(phase => millis(phase.took)));
  return [
    h('p', {}, h('b', {}, sentence(report.result.replace('-', ' '))), ` · ${report.from ?? 'nowhere'} → ${report.to ?? 'nowhere'} · ${clock(report.startedAt)}`),
    h('p', {class: 'soft'}, report.why.text + '.'),
    report.phases.length > 0 && h('table', {class: 'phases'}, h('caption', {class: 'sr'}, 'How long each phase took'), h('tbody', {}, report.phases.map(phase => {
      const fillBar = h('span', {class: 'fill'});
      fillBar.style.width = 100 * millis(phase.took) / longest + '%';
      return h('tr', {}, h('th', {scope: 'row'}, phase.name), h('td', {class: 'number'}, exact(millis(phase.took))), h('td', {}, h('div', {class: 'bar', 'aria-hidden': 'true'}, fillBar)));
    }))),
    report.objectives.length > 0 && h('ul', {class: 'objectives'}, report.objectives.map(one => h('li', {class: one.met ? 'met' : 'missed'},
      h('b', {}, (one.met ? '✓ ' : '✕ ') + one.name), ` ${exact(millis(one.actual))} of ${exact(millis(one.limit))}${one.met ? '' : ', missed'}`))),
    h('p', {class: 'source'}, h('a', {href: moveAddress(report.service, report.plan)}, 'The whole report')),
  ];
}
