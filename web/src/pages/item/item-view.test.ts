import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Board, readBoard } from '../../feed/payload';
import page from '../../partials/item.html?raw';
import { ItemView, standing } from './item-view';

let view: ItemView;

beforeEach(() => {
  document.body.innerHTML = `<main id="item">${page}</main>`;
  view = new ItemView('tracks');
});

afterEach(() => {
  document.body.innerHTML = '';
});

const show = (facts: object) => view.show(readBoard({ items: [], ...facts }) as Board);
const now = () => document.getElementById('listening-now') as HTMLElement;

test('how many listen now stands there for as long as it is told', () => {
  show({ listening: 1_234 });
  expect(now().textContent).toBe('1,234');
  show({ listening: 12, withheld: 2 });
  expect(now().textContent).toBe('12');
  show({ withheld: 3 });
  // Nothing at all in it: then the page hides the word for it as well.
  expect(now().childNodes).toHaveLength(0);
});

test('what is not told of the hour is a dash', () => {
  show({ listening: 12 });
  expect(document.getElementById('plays-now')?.textContent).toBe('–');
});

test('a place is told with how it moved, as far as that is known', () => {
  expect(standing({}, 'tracks')).toBe('');
  expect(standing({ place: 3 }, 'tracks')).toBe('Number 3 of all tracks this hour.');
  expect(standing({ place: 3, prevPlace: 4 }, 'genres')).toBe(
    'Number 3 of all genres this hour, up 1 place within 10 minutes.',
  );
  expect(standing({ place: 3, prevPlace: 1 }, 'artists')).toContain('down 2 places');
  expect(standing({ place: 3, prevPlace: null }, 'tracks')).toContain('new on the board');
});
