/**
 * A long list of which only the visible part is in the document. Items have a height that is known before they are drawn. The window
 * scrolls, not the list, as phones expect.
 */
export class VirtualList {
  /**
   * @param element positioned, takes the drawn items
   * @param heightOf the height of an item in pixels
   * @param draw makes an element for an item
   * @param keyOf what stays the same when an item changes
   */
  constructor(element, {heightOf, draw, keyOf}) {
    this.element = element;
    this.heightOf = heightOf;
    this.draw = draw;
    this.keyOf = keyOf;
    this.items = [];
    this.tops = [0];
    this.drawn = new Map();
    this.ask = () => this.soon();
  }

  connect() {
    addEventListener('scroll', this.ask, {passive: true});
    addEventListener('resize', this.ask);
  }

  disconnect() {
    removeEventListener('scroll', this.ask);
    removeEventListener('resize', this.ask);
  }

  show(items) {
    this.items = items;
    this.tops = new Array(items.length + 1);
    this.tops[0] = 0;
    for (let at = 0; at < items.length; at++) this.tops[at + 1] = this.tops[at] + this.heightOf(items[at]);
    this.element.style.height = this.tops[items.length] + 'px';
    this.render();
  }

  soon() {
    if (this.asked) return;
    this.asked = true;
    requestAnimationFrame(() => {
      this.asked = false;
      this.render();
    });
  }

  render() {
    const top = -this.element.getBoundingClientRect().top;
    const first = this.at(top - 300), last = this.at(top + innerHeight + 300);
    const wanted = new Map();
    for (let index = first; index <= last && index < this.items.length; index++) wanted.set(this.keyOf(this.items[index]), index);
    for (const [key, {element}] of this.drawn) {
      if (!wanted.has(key) && !element.contains(document.activeElement)) {
        element.remove();
        this.drawn.delete(key);
      }
    }
    let before = null;
    for (const [key, index] of wanted) before = this.place(key, index, before);
  }

  /** Draws an item anew only when it is another object, and keeps the order of elements, which is that of the Tab key. */
  place(key, index, before) {
    const item = this.items[index];
    let known = this.drawn.get(key);
    if (!known || known.item !== item) {
      const focused = known?.element.contains(document.activeElement);
      const element = this.draw(item);
      known?.element.replaceWith(element);
      known = {item, element};
      this.drawn.set(key, known);
      if (focused) (element.matches('a') ? element : element.querySelector('a'))?.focus({preventScroll: true});
    }
    const {element} = known;
    element.style.transform = `translateY(${this.tops[index]}px)`;
    element.style.height = this.tops[index + 1] - this.tops[index] + 'px';
    element.setAttribute('aria-posinset', index + 1);
    element.setAttribute('aria-setsize', this.items.length);
    const next = before ? before.nextSibling : this.element.firstChild;
    if (next !== element) this.element.insertBefore(element, next);
    return element;
  }

  /** The index of the item at this distance from the top. */
  at(distance) {
    let low = 0, high = this.items.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.tops[middle + 1] <= distance) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Scrolls to an item and returns its element. */
  reveal(index) {
    const here = this.element.getBoundingClientRect().top + scrollY;
    const margin = 140;
    if (this.tops[index] + here < scrollY + margin) scrollTo(0, this.tops[index] + here - margin);
    else if (this.tops[index + 1] + here > scrollY + innerHeight - 20) scrollTo(0, this.tops[index + 1] + here - innerHeight + 20);
    this.render();
    return this.drawn.get(this.keyOf(this.items[index]))?.element;
  }
}
