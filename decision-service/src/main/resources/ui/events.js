import {request, Refusal, signedIn} from './api.js';

/** No byte for this long: the connection is dead. The service sends something every 15 s. */
const SILENCE = 40000;
const FIRST_PAUSE = 500, LONGEST_PAUSE = 5000;
/** A connection that ends as planned and comes back within this time is not worth a warning. */
const GRACE = 1500;

/**
 * Follows server-sent events with fetch, which sends the token in a header. It reconnects for ever, from the last event that was read.
 * Events: {@code state}, {@code journal}, {@code notice} with data, and {@code change} when {@link live} or {@link trouble} differ.
 */
export class Feed extends EventTarget {
  constructor(path) {
    super();
    this.path = path;
    this.last = '';
    this.live = false;
    this.trouble = '';
    this.heard = 0;
    this.run = null;
  }

  /** The time since when nothing was heard; 0 while the connection stands. */
  get staleSince() {
    return this.live || !this.heard ? 0 : this.heard;
  }

  start() {
    if (this.run) return;
    this.run = {};
    this.watch = setInterval(() => {
      if (this.live && Date.now() - this.heard > SILENCE) this.abort?.abort();
    }, 1000);
    this.follow(this.run);
  }

  stop() {
    this.run = null;
    this.heard = 0;
    clearInterval(this.watch);
    clearTimeout(this.doubt);
    this.abort?.abort();
    this.wake?.();
    this.live = false;
  }

  /** Begins anew: everything is sent again. */
  restart() {
    this.last = '';
    this.abort?.abort();
  }

  /** @param run a stopped feed that is started again has another one */
  async follow(run) {
    let pause = FIRST_PAUSE;
    while (this.run === run && signedIn()) {
      const begun = Date.now();
      let why = '';
      try {
        await this.connect();
      } catch (failure) {
        why = failure instanceof Refusal ? failure.message : 'decision-service does not answer';
      }
      if (this.run !== run) return;
      this.lost(why);
      pause = !why && Date.now() - begun > LONGEST_PAUSE ? FIRST_PAUSE : Math.min(LONGEST_PAUSE, why ? pause * 2 : pause);
      await new Promise(done => { this.wake = done; setTimeout(done, why ? pause : 100); });
    }
  }

  async connect() {
    this.abort = new AbortController();
    const headers = {Accept: 'text/event-stream', ...(this.last ? {'Last-Event-ID': this.last} : {})};
    const answer = await request(this.path, {headers, signal: this.abort.signal});
    this.found();
    const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
    let rest = '';
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      this.heard = Date.now();
      rest = this.take(rest + part.value);
    }
  }

  /** @return what does not end with an empty line yet */
  take(text) {
    const blocks = text.split('\n\n');
    const rest = blocks.pop();
    for (const block of blocks) this.read(block);
    return rest;
  }

  read(block) {
    let type = '', data = '', id = '';
    for (const line of block.split('\n')) {
      if (line.startsWith('data:')) data += line.slice(5);
      else if (line.startsWith('event:')) type = line.slice(6).trim();
      else if (line.startsWith('id:')) id = line.slice(3).trim();
    }
    if (!type) return;
    if (id) this.last = id;
    this.dispatchEvent(new CustomEvent(type, {detail: JSON.parse(data)}));
  }

  found() {
    clearTimeout(this.doubt);
    this.heard = Date.now();
    this.live = true;
    this.trouble = '';
    this.dispatchEvent(new Event('change'));
  }

  lost(why) {
    const say = () => {
      this.live = false;
      this.trouble = why || 'the connection has ended';
      this.dispatchEvent(new Event('change'));
    };
    clearTimeout(this.doubt);
    if (why || !this.live) say();
    else this.doubt = setTimeout(say, GRACE);
  }
}
