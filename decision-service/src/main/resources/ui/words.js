/** Times, numbers and states in words. */

/** A length of time: 4 s, 12 min, 3 h, 2 d. */
export function span(millis) {
  const seconds = Math.max(0, millis) / 1000;
  if (seconds < 120) return Math.floor(seconds) + ' s';
  if (seconds < 7200) return Math.floor(seconds / 60) + ' min';
  return seconds < 172800 ? Math.floor(seconds / 3600) + ' h' : Math.floor(seconds / 86400) + ' d';
}

/** A length that was measured: 40 ms, 1.2 s, 3 min 5 s. */
export function exact(millis) {
  if (millis < 1000) return Math.round(millis) + ' ms';
  if (millis < 10000) return (millis / 1000).toFixed(1) + ' s';
  const seconds = Math.round(millis / 1000);
  if (seconds < 120) return seconds + ' s';
  const minutes = Math.floor(seconds / 60);
  if (minutes < 120) return minutes + ' min' + (seconds % 60 ? ' ' + seconds % 60 + ' s' : '');
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? hours + ' h' + (minutes % 60 ? ' ' + minutes % 60 + ' min' : '') : Math.floor(hours / 24) + ' d';
}

const DURATION = /^(-)?P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/;

/** The milliseconds of an ISO 8601 duration such as PT2M; NaN for anything else. */
export function millis(duration) {
  const found = DURATION.exec(duration);
  if (!found) return NaN;
  const [, minus, days = 0, hours = 0, minutes = 0, seconds = 0] = found;
  return (minus ? -1 : 1) * 1000 * (86400 * days + 3600 * hours + 60 * minutes + 1 * seconds);
}

/** The time of day, with the date when it is not today, in the reader's time zone. */
export function clock(instant) {
  const at = new Date(instant);
  const time = at.toLocaleTimeString('en-GB');
  return at.toDateString() === new Date().toDateString() ? time : day(at) + ' ' + time;
}

function day(at) {
  return at.getFullYear() + '-' + two(at.getMonth() + 1) + '-' + two(at.getDate());
}

const two = number => String(number).padStart(2, '0');

export const count = number => number.toLocaleString('en');

export function many(number, one, more = one + 's') {
  return count(number) + ' ' + (number === 1 ? one : more);
}

/** a, b and c */
export function listed(words) {
  return words.length < 2 ? words.join('') : words.slice(0, -1).join(', ') + ' and ' + words.at(-1);
}

const PHASES = {
  'unadopted': 'no fence yet',
  'steady': 'steady',
  'awaiting-leave': 'a move waits',
  'moving': 'moving',
  'proving': 'proving the move',
  'undoing': 'undoing a plan',
  'adjusting': 'dividing traffic',
  'publishing': 'writing the fence',
  're-adopting': 'replacing the fence',
  'stuck': 'stuck',
};

export const phase = label => PHASES[label] ?? label;

/** The first letter in upper case. */
export const sentence = text => text.charAt(0).toUpperCase() + text.slice(1);
