import {get} from './api.js';
import {fill, h} from './dom.js';
import {clock} from './words.js';

const PAGE = 500, SHOWN = 100;
const KINDS = {
  verdicts: /^(verdict|check|suppressed)$/,
  moves: /^(move-|change-|step-|claimed|adjust|approval-void|stuck|objective|held|brake)/,
  orders: /^(override|release|freeze|thaw|approve|reject|cancel|drill|start-drill|stop-drill|acknowledge|reseed|re-adopt|end-hold|lift|directive|hold-|order-)/,
};

/** The journal of a service, newest first, with filters. */
export class JournalView {
  constructor(service) {
    this.service = service;
    this.entries = [];
    this.shown = SHOWN;
    this.kind = h('select', {id: 'kind', onchange: () => this.draw()}, h('option', {value: ''}, 'everything'), Object.keys(KINDS).map(kind => h('option', {value: kind}, kind)), h('option', {value: 'other'}, 'the rest'));
    this.find = h('input', {id: 'words', type: 'search', autocomplete: 'off', spellcheck: 'false', oninput: () => this.draw()});
    this.list = h('ol', {class: 'entries'});
    this.end = h('p', {class: 'empty'});
    this.more = h('button', {type: 'button', onclick: () => this.older()}, 'Older entries');
    this.element = h('section', {class: 'card journal', 'aria-labelledby': 'journal'},
      h('div', {class: 'journal-head'}, h('h2', {id: 'journal'}, 'Journal'), h('label', {for: 'kind'}, 'Show'), this.kind, h('label', {for: 'words'}, 'with the words'), this.find),
      this.list, this.end, this.more);
  }

  begin({entries, next}) {
    this.entries = joined(this.entries, entries);
    this.next = next;
    this.draw();
  }

  add(entry) {
    if (this.entries.some(one => one.version === entry.version)) return;
    this.entries.unshift(entry);
    this.draw();
  }

  async older() {
    this.shown += SHOWN;
    if (this.shown > this.entries.length && this.next !== undefined) {
      const page = await get(`services/${this.service}/journal?limit=${PAGE}&before=${this.next}`).catch(() => ({entries: []}));
      this.entries.push(...page.entries);
      this.next = page.next;
    }
    this.draw();
  }

  fits(entry) {
    const kind = this.kind.value;
    const known = Object.entries(KINDS).find(([, pattern]) => pattern.test(entry.kind))?.[0] ?? 'other';
    const words = this.find.value.toLowerCase().split(/\s+/).filter(Boolean);
    const text = [entry.kind, entry.from, entry.to, entry.who, entry.plan, entry.reason.code, entry.reason.text].join(' ').toLowerCase();
    return (!kind || kind === known) && words.every(word => text.includes(word));
  }

  draw() {
    const fitting = this.entries.filter(entry => this.fits(entry));
    fill(this.list, fitting.slice(0, this.shown).map(entryLine));
    this.more.hidden = fitting.length <= this.shown && this.next === undefined;
    this.end.hidden = fitting.length > 0;
    this.end.textContent = fitting.length ? '' : this.entries.length ? 'No entry is like that.' : 'The journal is empty.';
  }
}

/** The entries of a page, and before them those that came while it was asked for. */
export function joined(known, page) {
  const newest = page[0]?.version ?? -1;
  return [...known.filter(entry => entry.version > newest), ...page];
}

export function entryLine(entry) {
  return h('li', {}, h('time', {datetime: entry.at, title: entry.at}, clock(entry.at)), h('b', {class: 'kind'}, entry.kind),
    h('span', {class: 'text'}, entry.reason.text, h('span', {class: 'soft'}, [entry.who && ' by ' + entry.who, entry.plan && ' · plan ' + entry.plan, ' · epoch ' + entry.epoch])));
}
