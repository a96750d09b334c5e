import {many, phase, sentence} from './words.js';

/** The groups of the fleet: what needs a person comes first. */
export const GROUPS = [
  {name: 'needs', title: 'Needs a person'},
  {name: 'moving', title: 'Under way'},
  {name: 'look', title: 'Held or degraded'},
  {name: 'calm', title: 'In order'},
];

const NEEDS = 0, MOVING = 1, LOOK = 2, CALM = 3;
const UNDER_WAY = new Set(['moving', 'proving', 'undoing', 'adjusting', 'publishing', 're-adopting', 'awaiting-leave']);
/** Signalbox is dealing with it while a plan is under way. */
const DEALT_WITH = new Set(['active-down']);

const hasAlarm = (status, code) => status.alarms.some(alarm => alarm.code === code);
const sites = status => status.sites.filter(site => !site.lastResort);

/** The reason for a person to look at a service, as group and order within it. */
export function urgency(status) {
  const dealing = UNDER_WAY.has(status.phase) && status.phase !== 'awaiting-leave';
  const alarms = status.alarms.filter(alarm => !(dealing && DEALT_WITH.has(alarm.code)));
  if (hasAlarm(status, 'active-down') && !dealing) return {group: NEEDS, rank: 0};
  if (status.phase === 'stuck') return {group: NEEDS, rank: 1};
  if (status.awaits) return {group: NEEDS, rank: 2};
  if (alarms.length) return {group: NEEDS, rank: 3};
  if (UNDER_WAY.has(status.phase)) return {group: MOVING, rank: status.phase === 'moving' ? 0 : 1};
  if (status.drill) return {group: MOVING, rank: 2};
  if (sites(status).some(site => site.verdict === 'DOWN')) return {group: LOOK, rank: 0};
  if (sites(status).some(site => site.verdict === 'UNKNOWN' && site.evidence)) return {group: LOOK, rank: 1};
  if (status.reseed || status.override || status.freeze && !status.freeze.everyService || status.phase === 'unadopted') return {group: LOOK, rank: 2};
  return {group: CALM, rank: 0};
}

/** How far a plan is: the first step that is not done. */
export function progress(plan) {
  const at = plan.steps.findIndex(step => step.state !== 'done');
  return at < 0 ? '' : ` (step ${at + 1} of ${plan.steps.length}: ${plan.steps[at].name} is ${plan.steps[at].state})`;
}

/** What is going on, and why, in one sentence. */
export function happening(status) {
  const reason = status.reason.text;
  const alarm = status.alarms.find(one => one.code !== 'active-down') ?? status.alarms[0];
  if (status.phase === 'stuck') return 'Stuck: ' + (alarm?.text ?? reason);
  if (status.awaits) return 'Waits for an approver: ' + status.awaits.question;
  switch (status.phase) {
    case 'moving': return `Moving to ${status.target}${steps(status)}: ${reason}`;
    case 'proving': return `Moved to ${status.target}, being proved${steps(status)}: ${reason}`;
    case 'awaiting-leave': return `Wants to move to ${status.target ?? 'another site'} and waits: ${reason}`;
    case 'undoing': return `Undoing the move to ${status.target}: ${reason}`;
    default:
  }
  if (alarm) return alarm.text;
  if (status.phase !== 'steady') return sentence(phase(status.phase)) + ': ' + reason;
  if (status.drill?.kind) return `Drill, ${status.drill.phase}: the capacity of ${status.drill.target}, without traffic`;
  if (status.drill) return `Drill, ${status.drill.phase}: traffic is to visit ${status.drill.target} and return`;
  if (status.reseed) return status.reseed.text;
  if (status.override) return `Override to ${status.override.target} by ${status.override.who}: ${status.override.why}`;
  if (status.freeze) return `Frozen by ${status.freeze.who}: ${status.freeze.why}`;
  const unfit = sites(status).find(site => site.name !== status.active && site.verdict !== 'UP' && site.evidence);
  return unfit ? `${reason}; ${unfit.evidence.reason.text}` : reason;
}

const steps = status => status.plan ? progress(status.plan) : '';

/** What holds a service, in single words. */
export function holds(status) {
  return [
    status.override && 'override',
    status.freeze && (status.freeze.everyService ? 'all frozen' : 'frozen'),
    status.drill && 'drill',
    status.mode && status.mode !== 'auto' && 'mode ' + status.mode,
    status.reseed && 'stale data',
  ].filter(Boolean);
}

/** How the vantages voted when a site's verdict was concluded, in words. A state has no later votes; the service page asks for them. */
export function votes(site) {
  const all = site.evidence?.votes ?? [];
  if (!all.length) return `${site.name} is ${site.verdict}${site.lastResort ? ', the last resort' : ''}; nothing votes on it`;
  const agree = all.filter(vote => vote.counts && vote.verdict === site.verdict);
  return `${site.name} is ${site.verdict}: ${agree.length} of ${many(all.length, 'vantage')} said so`
    + (agree.length && agree.length < all.length ? ' (' + agree.map(vote => vote.vantage).join(', ') + ')' : '');
}
