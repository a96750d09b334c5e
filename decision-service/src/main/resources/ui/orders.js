import {votes} from './urgency.js';
import {clock, listed, many, millis, exact} from './words.js';

/**
 * The orders that REST takes for one service, and for all. Each says what its form asks, when it is offered, and in a sentence what it
 * would do: preview gets the values of the form and the present state, and answers the sentence and what else to know.
 */

const WHY = {name: 'why', label: 'Why', type: 'text', required: true, hint: 'For the journal and for everybody who looks at this later'};
const LASTS = {name: 'for', label: 'For', type: 'select', options: [
  ['', 'until somebody ends it'], ['PT15M', '15 minutes'], ['PT30M', '30 minutes'], ['PT1H', '1 hour'], ['PT2H', '2 hours'], ['PT4H', '4 hours'], ['PT8H', '8 hours'], ['P1D', '1 day'], ['P7D', '7 days']]};

/** Alarms that end when somebody acknowledges them. */
const ENDED_BY_A_PERSON = new Set(['access-denied', 'data-unknown', 'hold-unpublished', 'move-unaccepted', 'move-unfinished', 'move-unproven', 'order-lost', 'split-unadjusted', 'step-not-undone', 'stuck']);

const check = (name, label) => ({name, label, type: 'checkbox'});
const because = values => values.why ? ', because: ' + values.why : '';
const until = values => values.for ? `for ${exact(millis(values.for))}, until ${clock(Date.now() + millis(values.for))}` : 'until somebody ends it';
const targets = status => status.sites.map(site => [site.name, `${site.name} (${site.verdict}${site.lastResort ? ', last resort' : ''}${site.name === status.active ? ', has the traffic' : ''})`]);
const site = (status, name) => status.sites.find(one => one.name === name);
const other = status => status.sites.find(one => one.name !== status.active && one.verdict === 'UP' && !one.lastResort)?.name ?? status.sites.find(one => one.name !== status.active)?.name;
const stale = status => status.sites.filter(one => one.stale);

function targetRemarks(status, target, forced) {
  const one = site(status, target);
  if (!one) return [];
  return [
    votes(one) + '.',
    one.verdict !== 'UP' && !one.lastResort && (forced ? 'It is not UP, and the order forces the traffic there.' : 'It is not UP: the order is refused unless it is forced.'),
    one.ready && one.ready !== 'UP' && `Its readiness is ${one.ready}.`,
    one.suppressed && 'It is suppressed: ' + one.suppressed.text + '.',
    one.stale && 'Its data is stale: ' + one.stale.reason.text + '.',
  ];
}

export const SERVICE_ORDERS = [
  {
    path: 'override', title: 'Override…', role: 'operator', main: true, offered: () => true,
    fields: status => [
      {name: 'target', label: 'Send the traffic to', type: 'select', options: targets(status), value: other(status)}, LASTS, WHY,
      check('passFreeze', 'Also while a freeze is in force'), check('force', 'Force it: also to a site that is not fit. Another person may have to approve'),
      status.plan && {name: 'during', label: 'The plan under way', type: 'select', options: [['', 'as the service decides'], ['supersede', 'is given up for this'], ['queue', 'is finished first']]}],
    preview: (values, status) => ({
      sentence: (values.target === status.active ? `This will keep ${status.service} at ${status.active} ` : `This will move ${status.service} from ${status.active ?? 'where it is'} to ${values.target} and keep it there `)
        + until(values) + because(values) + '.',
      remarks: [...targetRemarks(status, values.target, values.force),
        status.freeze && !values.passFreeze && `A freeze of ${status.freeze.who} is in force: the order is refused without "also while a freeze is in force".`,
        status.override && `It takes the place of the override to ${status.override.target} by ${status.override.who}.`,
        status.plan && `A plan is under way: ${status.plan.kind} to ${status.plan.to}.`],
    }),
    body: values => ({target: values.target, why: values.why, for: values.for, passFreeze: values.passFreeze, force: values.force, during: values.during}),
  },
  {
    path: 'release', title: 'Release the override…', role: 'operator', offered: status => status.override, fields: () => [WHY],
    preview: (values, status) => ({
      sentence: `This will end the override of ${status.service} to ${status.override?.target ?? 'its site'}${because(values)}.`,
      remarks: [`The service then decides by itself. Its preferred site is ${status.sites[0]?.name}: traffic returns there when failback allows it.`, status.sites[0] && votes(status.sites[0]) + '.'],
    }),
  },
  {
    path: 'freeze', title: 'Freeze…', role: 'operator', main: true, offered: status => !status.freeze || status.freeze.everyService,
    fields: () => [LASTS, WHY, check('holdPlans', 'Also stop the plan under way before its next step')],
    preview: (values, status) => ({
      sentence: `This will begin no automatic move of ${status.service} ${until(values)}${because(values)}. Traffic stays at ${status.active ?? 'its site'}.`,
      remarks: ['Even if the site with the traffic fails, nothing moves without an order.',
        status.alarms.some(alarm => alarm.code === 'active-down') && `${status.active} has the traffic and is DOWN now.`,
        status.plan && (values.holdPlans ? 'The plan under way stops before its next step.' : `The plan under way goes on: ${status.plan.kind} to ${status.plan.to}.`)],
    }),
    body: values => ({why: values.why, for: values.for, holdPlans: values.holdPlans}),
  },
  {
    path: 'thaw', title: 'Thaw…', role: 'operator', offered: status => status.freeze && !status.freeze.everyService, fields: () => [WHY],
    preview: (values, status) => ({sentence: `This will end the freeze of ${status.service} by ${status.freeze?.who ?? 'an operator'}${because(values)}.`, remarks: ['Automatic moves that are due may begin at once. Now: ' + status.reason.text + '.']}),
  },
  {
    path: 'approve', title: 'Approve…', role: 'approver', offered: status => status.awaits, urgent: () => true,
    fields: status => [WHY, status.awaits?.what === 'failed-step' && check('retry', 'Try the failed step again, instead of going on without it')],
    preview: (values, status) => ({
      sentence: status.awaits ? `This will let go on what is asked: ${status.awaits.question}${because(values)}.` : 'Nothing waits for an approver any more.',
      remarks: [status.target && status.target !== status.active && `Traffic of ${status.service} will move from ${status.active ?? 'where it is'} to ${status.target}.`,
        status.awaits?.notBy && `The approval of ${status.awaits.notBy} does not count: the request is theirs.`, ...targetRemarks(status, status.target, true)],
    }),
    body: values => ({why: values.why, retry: values.retry}),
  },
  {
    path: 'reject', title: 'Reject…', role: 'approver', offered: status => status.awaits, fields: () => [WHY],
    preview: (values, status) => ({sentence: status.awaits ? `This will say no to: ${status.awaits.question}${because(values)}.` : 'Nothing waits for an approver any more.', remarks: [`Traffic stays at ${status.active ?? 'its site'}.`]}),
  },
  {
    path: 'drill/start', title: 'Drill…', role: 'operator', main: true, offered: status => !status.drill,
    fields: status => [
      {name: 'target', label: 'Traffic visits', type: 'select', options: [['', 'the first site that is fit'], ...targets(status).filter(([name]) => name !== status.active)]},
      {...LASTS, label: 'Stays there for', options: LASTS.options.slice(1, 6), value: 'PT15M'}, WHY],
    preview: (values, status) => ({
      sentence: `This will move the real traffic of ${status.service} from ${status.active ?? 'its site'} to ${values.target || 'the first site that is fit'}, keep it there for ${exact(millis(values.for))}, and move it back${because(values)}.`,
      remarks: [...targetRemarks(status, values.target, false), 'It ends at once if the other site fails.'],
    }),
    body: values => ({why: values.why, target: values.target, for: values.for}),
  },
  {
    path: 'drill/stop', title: 'Stop the drill…', role: 'operator', offered: status => status.drill, fields: () => [WHY],
    preview: (values, status) => ({sentence: `This will end the drill: ${status.drill?.kind ? 'the capacity of ' + status.drill.target + ' is put back' : `traffic of ${status.service} returns to ${status.drill?.home ?? 'its site'}`}${because(values)}.`, remarks: []}),
  },
  {
    path: 'cancel', title: 'Cancel the plan…', role: 'operator', offered: status => status.plan && status.phase !== 'stuck', fields: () => [WHY],
    preview: (values, status) => ({sentence: `This will end the ${status.plan?.kind ?? 'plan'} to ${status.plan?.to ?? 'its site'} and put back what its steps did${because(values)}.`, remarks: ['The move does not begin again by itself until somebody acknowledges.', 'A switch that the provider has accepted is never rolled back.']}),
  },
  {
    path: 'acknowledge', title: 'Acknowledge…', role: 'operator', offered: () => true, urgent: status => status.phase === 'stuck' || status.alarms.some(alarm => ENDED_BY_A_PERSON.has(alarm.code)),
    fields: status => [WHY, stale(status).length > 0 && check('reseeded', `The data of ${listed(stale(status).map(one => one.name))} was seeded again`)],
    preview: (values, status) => ({
      sentence: `This will tell that a person has looked at ${many(status.alarms.length, 'alarm')} of ${status.service}: automation goes on from the present state, with the traffic at ${status.active ?? 'its site'}${because(values)}.`,
      remarks: status.alarms.map(alarm => alarm.code + ': ' + alarm.text + '.'),
    }),
    body: values => ({why: values.why, reseeded: values.reseeded}),
  },
  {
    path: 'reseeded', title: 'Seeded again…', role: 'operator', offered: status => stale(status).length > 0,
    fields: status => [{name: 'site', label: 'Site', type: 'select', options: stale(status).map(one => [one.name, `${one.name}, stale since epoch ${one.stale.epoch}`])}, WHY],
    preview: (values, status) => ({sentence: `This will say that the data of ${values.site} was seeded again, so that it may get traffic of ${status.service}${because(values)}.`, remarks: ['If it was not, users see old data as soon as traffic goes there.']}),
    body: (values, status) => ({why: values.why, site: values.site, epoch: site(status, values.site)?.stale?.epoch}),
  },
  {
    path: 're-adopt', title: 'Re-adopt the fence…', role: 'operator', offered: status => status.alarms.some(alarm => alarm.code.startsWith('fence-')),
    fields: () => [{name: 'epoch', label: 'Epoch of the fence that was found, where that one is right', type: 'number', hint: 'Empty: the fence of this cell is right'}, WHY],
    preview: (values, status) => ({sentence: `This will replace the fence of ${status.service} at the provider${values.epoch ? ' and take over the one of epoch ' + values.epoch : ''}${because(values)}. No traffic moves.`, remarks: status.alarms.filter(alarm => alarm.code.startsWith('fence-')).map(alarm => alarm.text + '.')}),
    body: values => ({why: values.why, epoch: values.epoch ? Number(values.epoch) : undefined}),
  },
  {
    path: 'quarantine/lift', title: 'Lift the quarantine…', role: 'operator', offered: status => status.alarms.some(alarm => alarm.code === 'quarantined'),
    fields: () => [WHY, check('discardState', 'Give up what is stored: the service begins anew, frozen until thawed')],
    preview: (values, status) => ({sentence: `This will decide on ${status.service} again${values.discardState ? ', from nothing that is stored' : ''}${because(values)}.`, remarks: []}),
    body: values => ({why: values.why, discardState: values.discardState}),
  },
  {
    path: 'end-hold', title: 'End an order of another cell…', role: 'approver', offered: () => true,
    fields: () => [{name: 'what', label: 'What was ordered', type: 'select', options: [['freeze', 'a freeze'], ['override', 'an override'], ['drill', 'a drill'], ['unreadable', 'what cannot be read']]},
      {name: 'cell', label: 'Cell that ordered it', type: 'text', hint: 'Empty only for what cannot be read'}, WHY],
    preview: (values, status) => ({sentence: `This will take the ${values.what === 'unreadable' ? 'unreadable order' : values.what} of ${values.cell || 'another cell'} out of the fence of ${status.service}${because(values)}.`, remarks: ['For the order of a cell that is lost. A cell that works ends its order itself.']}),
    body: values => ({why: values.why, what: values.what, cell: values.cell}),
  },
];

const everyService = fleet => `${many(fleet.rows.size, 'service')} in cell ${fleet.cell}`;

export const FLEET_ORDERS = [
  {
    path: 'freeze', title: 'Freeze all services…', role: 'operator', fields: () => [LASTS, WHY, check('holdPlans', 'Also stop plans under way before their next step')],
    preview: (values, fleet) => ({
      sentence: `This will begin no automatic move of any of the ${everyService(fleet)} ${until(values)}${because(values)}.`,
      remarks: ['It holds in this cell only: another cell still moves traffic.', `${many([...fleet.rows.values()].filter(one => one.group === 1).length, 'service')} under way now${values.holdPlans ? ' stop before the next step' : ' go on'}.`],
    }),
    body: values => ({why: values.why, for: values.for, holdPlans: values.holdPlans}),
  },
  {
    path: 'thaw', title: 'Thaw all services…', role: 'operator', fields: () => [WHY],
    preview: (values, fleet) => ({sentence: `This will end the freeze of the ${everyService(fleet)}${because(values)}.`, remarks: [fleet.held.freeze ? fleet.held.freeze.reason.text + '.' : 'No freeze of all services is in force.', 'A service that is frozen by itself stays so.']}),
  },
  {
    path: 'acknowledge', title: 'Acknowledge all stuck services…', role: 'operator', fields: () => [WHY],
    preview: (values, fleet) => ({sentence: `This will acknowledge every stuck service in cell ${fleet.cell}: automation goes on from the present state of each${because(values)}.`, remarks: []}),
  },
  {
    path: 'approve', title: 'Let off the brake…', role: 'approver', fields: () => [{...LASTS, options: LASTS.options.slice(0, 6)}, WHY],
    preview: (values, fleet) => ({sentence: `This will let automatic moves begin though the brake is on, ${until(values)}${because(values)}.`, remarks: [fleet.held.brake ? fleet.held.brake.reason.text + '.' : 'The brake is off.']}),
    body: values => ({why: values.why, for: values.for}),
  },
  {
    path: 'reject', title: 'Hold by the brake again…', role: 'approver', fields: () => [WHY],
    preview: (values, fleet) => ({sentence: `This will hold automatic moves again for as long as the brake is on${because(values)}.`, remarks: [fleet.held.brake ? fleet.held.brake.reason.text + '.' : 'The brake is off.']}),
  },
];
