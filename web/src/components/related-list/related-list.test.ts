import { expect, test } from 'vitest';
import './index';
import { type Board, readBoard } from '../../feed/payload';

test('each row leads to the page of what it is of, its rule as dark as it goes with it', async () => {
  const element = document.createElement('related-list');
  document.body.append(element);
  const { items } = readBoard({
    items: [
      { id: 'related.b', ref: 'b', title: 'Slow Ferry', listeners: 6, affinity: 0.4 },
      { id: 'related.c', ref: 'c', title: 'Copper', listeners: 5, affinity: 0.1 },
    ],
  }) as Board;
  element.items = items;
  await element.updateComplete;
  const rows = [...element.renderRoot.querySelectorAll<HTMLElement>('li')];
  expect(rows.map((row) => row.querySelector('a')?.getAttribute('href'))).toEqual([
    '/tracks/b',
    '/tracks/c',
  ]);
  expect(rows.map((row) => row.style.getPropertyValue('--share'))).toEqual(['1', '0.25']);
  element.items = [];
  await element.updateComplete;
  expect(element.renderRoot.textContent).toContain('Nothing goes with it yet');
  element.remove();
});
