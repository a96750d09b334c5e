import {h} from './dom.js';

/** The answer of REST to "why", for a person. */
export function whyView(why) {
  return [
    h('p', {class: 'lead'}, why.sentence + '.'),
    why.held.length > 0 && [h('h3', {}, 'What holds it'), h('ul', {}, why.held.map(held => h('li', {}, held.reason.text, h('span', {class: 'soft'}, ' Ends with ' + held.endsWith + '.'))))],
    why.changes.length > 0 && [h('h3', {}, 'What would change it'), h('ul', {}, why.changes.map(change => h('li', {}, change)))],
  ];
}
