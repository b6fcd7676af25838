import { expect, test } from 'vitest';
import { standing } from './item-view';

test('a place is told with how it moved, as far as that is known', () => {
  expect(standing({}, 'tracks')).toBe('');
  expect(standing({ place: 3 }, 'tracks')).toBe('Number 3 of all tracks this hour.');
  expect(standing({ place: 3, prevPlace: 4 }, 'genres')).toBe(
    'Number 3 of all genres this hour, up 1 place within 10 minutes.',
  );
  expect(standing({ place: 3, prevPlace: 1 }, 'artists')).toContain('down 2 places');
  expect(standing({ place: 3, prevPlace: null }, 'tracks')).toContain('new on the board');
});
