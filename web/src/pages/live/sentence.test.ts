import { expect, test } from 'vitest';
import { type Board, readBoard } from '../../feed/payload';
import { sentenceOf } from './sentence';

const board = (items: object[], more: object = {}) => readBoard({ items, ...more }) as Board;
const first = { id: 'a', title: 'Undertow', artists: [{ id: 'x', name: 'Mara' }], plays: 30 };

test('with the total it counts all plays of the window', () => {
  expect(sentenceOf(board([first], { plays: 900 }), '1h')).toMatchObject({
    count: 900,
    unit: 'plays in the last hour',
  });
});

test('without it, the number is said to be that of the rows', () => {
  const second = { id: 'b', title: 'Ferry', plays: 12 };
  expect(sentenceOf(board([first, second]), '24h')).toMatchObject({
    count: 42,
    unit: 'plays of the top 2 in the last 24 hours',
  });
});

test('the biggest climb is the finding, and only that is coloured', () => {
  const climber = { id: 'b', title: 'Ferry', plays: 12, prev_rank: 6 };
  expect(sentenceOf(board([first, climber]), '1h').finding).toEqual({
    subject: 'Ferry',
    rest: ' is rising: up 4 places within 10 minutes.',
    rising: true,
  });
});

test('where nothing climbs, the first leads', () => {
  expect(sentenceOf(board([first]), '1h').finding).toEqual({
    subject: 'Undertow',
    rest: ' by Mara leads.',
    rising: false,
  });
});

test('an empty board makes no number', () => {
  expect(sentenceOf(board([]), '1h')).toEqual({ unit: 'Waiting for the first plays.' });
});
