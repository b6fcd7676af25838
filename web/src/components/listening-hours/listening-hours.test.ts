import { afterEach, beforeEach, expect, test } from 'vitest';
import './index';
import { type Board, readBoard } from '../../feed/payload';
import type { ListeningHoursElement } from './listening-hours';

let element: ListeningHoursElement;

beforeEach(() => {
  element = document.createElement('listening-hours');
  // A Wednesday.
  element.now = () => new Date(2026, 10, 25, 7, 30).getTime();
  document.body.append(element);
});

afterEach(() => element.remove());

async function show(items: object[]): Promise<void> {
  element.board = readBoard({ items }) as Board;
  await element.updateComplete;
}

const label = (selector: string) =>
  element.renderRoot.querySelector(selector)?.getAttribute('aria-label');
const cells = () => [...element.renderRoot.querySelectorAll('.cell')];

const everyHour = Array.from({ length: 24 }, (_, hour) => ({
  id: `mon-${String(hour).padStart(2, '0')}`,
  plays: hour === 4 ? 3 : 10,
}));

test('the busiest hour is that of all days together, and both pictures say it in words', async () => {
  await show([...everyHour, { id: 'tue-14', plays: 30 }, { id: 'sun-03', plays: 20 }]);
  expect(element.renderRoot.querySelector('.takeaway')?.textContent).toMatch(/around (14:00|2:00)/);
  expect(label('.clock')).toMatch(/quietest around (04:00|4:00)/);
  expect(label('.map')).toContain('Monday is the fullest day');
});

test('while hours are missing none is called the quietest', async () => {
  await show([{ id: 'tue-14', plays: 30 }]);
  expect(label('.clock')).toContain('So far most listening happens around');
  expect(label('.clock')).not.toContain('quietest');
});

test('a cell is shaded by its plays, and the present hour is marked', async () => {
  await show([
    { id: 'mon-00', plays: 100 },
    { id: 'mon-01', plays: 50 },
    { id: 'mon-02', plays: 1 },
  ]);
  expect(cells()).toHaveLength(168);
  expect(
    cells()
      .slice(0, 4)
      .map((cell) => cell.classList[1]),
  ).toEqual(['s9', 's5', 's1', 's0']);
  expect(cells().findIndex((cell) => cell.classList.contains('now'))).toBe(2 * 24 + 7);
});

test('rows that are no hours are passed over, and with none it says so', async () => {
  await show([
    { id: 'mon-24', plays: 9 },
    { id: 'xxx-01', plays: 9 },
    { id: 'mon', plays: 9 },
  ]);
  expect(element.renderRoot.querySelector('.takeaway')?.textContent).toContain('fill as people');
});
