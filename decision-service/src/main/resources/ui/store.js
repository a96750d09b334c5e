import {get} from './api.js';
import {Feed} from './events.js';
import {GROUPS, happening, holds, urgency} from './urgency.js';

const PAGE = 500;

/**
 * All services of the cell, from the event stream. It keeps of each service what a line of the fleet shows, and not the whole state: there
 * may be 10,000.
 */
export class Fleet extends EventTarget {
  constructor() {
    super();
    this.rows = new Map();
    this.cell = '';
    this.held = {};
    this.vantages = [];
    this.feed = new Feed('events');
    this.feed.addEventListener('state', event => this.put(event.detail));
    this.feed.addEventListener('journal', event => this.entry(event.detail));
    this.feed.addEventListener('notice', event => this.notice(event.detail));
    this.feed.addEventListener('change', () => this.connection());
  }

  follow() {
    this.feed.start();
    if (!this.rows.size) this.urgentFirst();
  }

  pause() {
    this.feed.stop();
  }

  /** With many services the stream takes seconds: what needs a person is asked for first, in pages. */
  async urgentFirst() {
    for (const query of ['awaits=any', 'alarm=any', 'verdict=DOWN']) {
      const page = await get(`services?limit=${PAGE}&${query}`).catch(() => ({services: []}));
      for (const status of page.services) if (!this.rows.has(status.service)) this.put(status);
    }
  }

  connection() {
    if (this.feed.live) this.askHeld();
    this.dispatchEvent(new Event('change'));
  }

  /** What holds for all services: a freeze, the brake. */
  async askHeld() {
    const held = await get('fleet').catch(() => null);
    if (held) this.held = held;
    this.dispatchEvent(new Event('change'));
  }

  put(status) {
    const before = this.rows.get(status.service);
    if (before && before.version > status.version) return;
    this.rows.set(status.service, row(status));
    this.cell = status.cell;
    this.know(status);
    this.dispatchEvent(new Event('change'));
  }

  know(status) {
    for (const site of status.sites) {
      for (const vote of site.evidence?.votes ?? []) {
        if (!this.vantages.includes(vote.vantage)) this.vantages = [...this.vantages, vote.vantage].sort();
      }
    }
  }

  entry(entry) {
    if (!entry.service) this.askHeld();
    if (entry.kind !== 'service-removed') return;
    this.rows.delete(entry.service);
    this.dispatchEvent(new Event('change'));
  }

  /** Entries are missing, and with them perhaps that a service was removed. */
  notice(reason) {
    if (reason.code !== 'missed') return;
    this.rows.clear();
    this.feed.restart();
  }

  /** The rows that a filter selects, the most urgent first, and how many there are of each group. */
  listed({find = '', group = ''}) {
    const words = find.toLowerCase().split(/\s+/).filter(Boolean);
    const found = [], counts = GROUPS.map(() => 0);
    for (const one of this.rows.values()) {
      if (!words.every(word => one.text.includes(word))) continue;
      counts[one.group]++;
      if (!group || GROUPS[one.group].name === group) found.push(one);
    }
    return {counts, rows: found.sort((a, b) => a.group - b.group || a.rank - b.rank || (a.name < b.name ? -1 : 1))};
  }
}

function row(status) {
  const {group, rank} = urgency(status);
  const what = happening(status);
  const text = [status.service, status.hostname, status.active, status.target, status.phase, status.reason.code,
    ...holds(status), ...status.alarms.map(alarm => alarm.code)].join(' ').toLowerCase();
  return {
    name: status.service, version: status.version, group, rank, what, text,
    active: status.active, target: status.target === status.active ? undefined : status.target, since: status.since, holds: holds(status),
    sites: status.sites.filter(site => !site.lastResort || site.name === status.active).map(site => ({
      name: site.name, verdict: site.verdict, lastResort: site.lastResort, stale: Boolean(site.stale),
      evidence: site.evidence && {
        since: site.evidence.since,
        votes: site.evidence.votes.map(({vantage, verdict, counts}) => ({vantage, verdict, counts})),
      },
    })),
  };
}
