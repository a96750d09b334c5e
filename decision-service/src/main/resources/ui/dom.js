/** Builds elements. All text goes in as text nodes: nothing that a service or person has written becomes markup. */

const SVG = 'http://www.w3.org/2000/svg';

/** @param options {@code class}, {@code on…} handlers, {@code data}, other attributes; a false or missing value leaves it out */
export function h(tag, options = {}, ...children) {
  return filled(document.createElement(tag), options, children);
}

export function svg(tag, options = {}, ...children) {
  return filled(document.createElementNS(SVG, tag), options, children);
}

function filled(element, options, children) {
  for (const [name, value] of Object.entries(options)) {
    if (value === false || value === undefined || value === null) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else if (name === 'data') Object.assign(element.dataset, value);
    else if (name === 'value') element.value = value;
    else element.setAttribute(name, value === true ? '' : value);
  }
  add(element, children);
  return element;
}

function add(element, children) {
  for (const child of children.flat(9)) {
    if (child !== null && child !== undefined && child !== false && child !== '') element.append(child);
  }
}

export function fill(element, ...children) {
  element.replaceChildren();
  add(element, children);
}

/** Fills an element anew where a person may be reading: what is marked stays, and the focus returns to the element of the same data-key. */
export function refill(element, ...children) {
  const marked = getSelection();
  if (!marked.isCollapsed && element.contains(marked.anchorNode)) return;
  const key = element.contains(document.activeElement) && document.activeElement.dataset.key;
  fill(element, ...children);
  if (key) element.querySelector(`[data-key="${CSS.escape(key)}"]`)?.focus({preventScroll: true});
}

/** Replaces the text only when it differs, so that selections and screen readers are left alone. */
export function say(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/** A time that goes on: {@link tick} writes its present text. */
export function lasting(since, text, options = {}) {
  const element = h('span', {class: 'lasting', ...options});
  element.moment = Date.parse(since);
  element.wording = text;
  say(element, text(Date.now() - element.moment));
  return element;
}

/** Once a second for all times below an element. */
export function tick(root = document) {
  const now = Date.now();
  for (const element of root.querySelectorAll('.lasting')) say(element, element.wording(now - element.moment));
}

/** A table that scrolls by itself where it is too wide. @param rows of cells: a text, an element, or several */
export function table(caption, heads, rows) {
  return h('div', {class: 'scroll', tabindex: '0', role: 'region', 'aria-label': caption}, h('table', {class: 'plain'}, h('caption', {class: 'sr'}, caption),
    h('thead', {}, h('tr', {}, heads.map(head => h('th', {scope: 'col'}, head)))), h('tbody', {}, rows.map(cells => h('tr', {}, cells.map(cell => h('td', {}, cell)))))));
}
