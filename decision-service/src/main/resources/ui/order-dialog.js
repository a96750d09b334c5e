import {get, newKey, order as give, Refusal} from './api.js';
import {fill, h, say} from './dom.js';

/**
 * Asks for an order in two looks: the form with a sentence that says what the order would do, and the answer. The order is made for the
 * state that the sentence was about: if the state changes before, decision-service refuses it.
 */
class OrderDialog {
  /**
   * @param context {@code me}, and {@code status} with a way to get its present value, or {@code fleet}
   * @param typed values to begin with
   */
  constructor(order, context, typed = {}) {
    this.order = order;
    this.context = context;
    this.key = newKey();
    this.seen = this.subject;
    this.dialog = h('dialog', {class: 'order', 'aria-labelledby': 'order-title', onclose: () => this.dialog.remove()});
    this.build();
    this.fillIn(typed);
    document.body.append(this.dialog);
    this.dialog.showModal();
    this.watch = setInterval(() => this.look(), 1000);
  }

  get subject() {
    return this.context.fleet ?? this.context.status();
  }

  get version() {
    return this.context.fleet ? this.seenVersion ?? this.context.fleet.held.version : this.seen.version;
  }

  build() {
    this.seenVersion = this.context.fleet?.held.version;
    this.inputs = new Map();
    this.sentence = h('p', {class: 'sentence'});
    this.remarks = h('ul', {class: 'remarks'});
    this.changed = h('div', {class: 'note warn', hidden: true});
    this.answer = h('div', {class: 'answer', role: 'alert'});
    this.send = h('button', {class: 'main'}, 'Send the order');
    this.cancel = h('button', {type: 'button', onclick: () => this.close()}, 'Do nothing');
    const fields = this.order.fields(this.seen).filter(Boolean).map(field => this.field(field));
    const where = this.context.fleet ? '' : ' · ' + this.seen.service;
    fill(this.dialog, h('form', {onsubmit: event => { event.preventDefault(); this.submit(); }, oninput: () => this.preview(), onkeydown: event => this.enter(event)},
      h('h2', {id: 'order-title'}, this.order.title.replace('…', '') + where), fields,
      h('div', {class: 'preview', 'aria-live': 'polite'}, this.sentence, this.remarks), this.changed, this.answer,
      h('div', {class: 'buttons'}, this.cancel, this.send)));
    this.preview();
  }

  field({name, label, type, options, value, hint, required}) {
    const id = 'order-' + name;
    const input = type === 'select' ? h('select', {id}, options.map(([key, text]) => h('option', {value: key}, text)))
      : h('input', {id, type, required, maxlength: type === 'text' && 1000, min: type === 'number' && 1, autocomplete: 'off', 'aria-describedby': hint && id + '-hint'});
    if (value !== undefined) input.value = value;
    this.inputs.set(name, input);
    return type === 'checkbox' ? h('label', {class: 'check'}, input, label)
      : h('div', {class: 'field'}, h('label', {for: id}, label), input, hint && h('small', {id: id + '-hint'}, hint));
  }

  /** Nobody sends an order by the Enter key of a field: it leads to the button. */
  enter(event) {
    if (event.key !== 'Enter' || event.target.tagName !== 'INPUT') return;
    event.preventDefault();
    this.send.focus();
  }

  get values() {
    return Object.fromEntries([...this.inputs].map(([name, input]) => [name, input.type === 'checkbox' ? input.checked : input.value.trim()]));
  }

  preview() {
    const {sentence, remarks} = this.order.preview(this.values, this.seen);
    say(this.sentence, sentence);
    fill(this.remarks, remarks.filter(Boolean).map(remark => h('li', {}, remark)));
  }

  /** Tells when the state is not the one any more that the sentence is about. */
  look() {
    if (!this.dialog.isConnected) return clearInterval(this.watch);
    const now = this.context.fleet ? this.context.fleet.held.version : this.subject.version;
    if (now === this.version || this.done || !this.changed.hidden) return;
    fill(this.changed, h('p', {}, 'The state has changed since this was written' + (this.context.fleet ? '.' : ': ' + this.subject.reason.text + '.')),
      h('button', {type: 'button', onclick: () => this.again()}, 'Look again'));
    this.changed.hidden = false;
  }

  /** Writes the sentence for the present state. What was typed stays. */
  again() {
    const typed = this.values;
    this.seen = this.subject;
    this.key = newKey();
    this.build();
    this.fillIn(typed);
  }

  fillIn(typed) {
    for (const [name, input] of this.inputs) {
      if (typed[name] === undefined) continue;
      if (input.type === 'checkbox') input.checked = typed[name];
      else if (input.tagName !== 'SELECT' || [...input.options].some(option => option.value === typed[name])) input.value = typed[name];
    }
    this.preview();
  }

  async submit() {
    this.send.disabled = true;
    fill(this.answer, h('p', {}, 'Sending…'));
    const values = this.values;
    const body = Object.fromEntries(Object.entries(this.order.body?.(values, this.seen) ?? {why: values.why}).filter(([, value]) => value !== '' && value !== undefined && value !== false));
    const path = this.context.fleet ? this.order.path : `services/${this.seen.service}/${this.order.path}`;
    try {
      await this.took(await give(path, body, this.version, this.key));
    } catch (failure) {
      this.refused(failure);
    }
  }

  async took({inEffect, id, state}) {
    this.finish();
    this.waits = Boolean(state.awaits);
    if (inEffect) return fill(this.answer, h('p', {class: 'note good'}, h('b', {}, 'The order is in effect.'), state.reason ? ' ' + state.reason.text + '.' : ''));
    fill(this.answer, h('p', {class: 'note warn'}, h('b', {}, 'The order is stored; its effect was not seen yet.'), state.awaits ? ' It waits for another person: ' + state.awaits.question : ' Waiting for what becomes of it…'));
    for (let tries = 0; tries < 60 && this.dialog.isConnected; tries++) {
      const became = await get('directives/' + encodeURIComponent(id)).catch(() => ({state: 'PENDING'}));
      if (became.state !== 'PENDING') return fill(this.answer, h('p', {class: 'note ' + (became.state === 'DONE' ? 'good' : 'bad')}, h('b', {}, became.state === 'DONE' ? this.waits ? 'Noted.' : 'Done.' : 'Refused.'), ' ' + (became.entry?.reason?.text ?? '')));
      await new Promise(done => setTimeout(done, 1000));
    }
  }

  /** Shows the refusal as it came. The same order may be sent again only where repeating it helps. */
  refused(failure) {
    if (!(failure instanceof Refusal)) throw failure;
    const {problem, status} = failure;
    const conflict = status === 412;
    this.send.disabled = conflict;
    say(this.send, status === 0 || status >= 500 ? 'Send it again' : 'Send the order');
    if (status > 0 && status < 500) this.key = newKey();
    fill(this.answer, h('div', {class: 'note bad'}, h('p', {}, h('b', {}, `${problem.title}${status ? ' (' + status + ')' : ''}.`), ' ' + (problem.detail ?? ''), problem.code && [' ', h('code', {}, problem.code)]),
      conflict && h('button', {type: 'button', onclick: () => this.again()}, 'Look again')));
  }

  finish() {
    this.done = true;
    this.send.remove();
    this.changed.hidden = true;
    for (const input of this.inputs.values()) input.disabled = true;
    say(this.cancel, 'Close');
    this.cancel.focus();
  }

  close() {
    clearInterval(this.watch);
    this.dialog.close();
  }
}

let opened = null;

export function openOrder(order, context, typed) {
  opened = new OrderDialog(order, context, typed);
}

/** What is typed in the order that is open and not sent; null for none. */
export function draft() {
  if (!opened?.dialog.isConnected || opened.done || opened.context.fleet) return null;
  return {service: opened.seen.service, path: opened.order.path, values: opened.values};
}
