import { beforeEach, expect, test, vi } from 'vitest';
import { text } from '../../text/text';
import { SignedOut } from './me-api';
import { TrendsChoice } from './trends-choice';

const words = text.me.trends;

function shown(kept: boolean) {
  const chooseTrends = vi.fn((_trends: boolean) => Promise.resolve());
  new TrendsChoice({ chooseTrends }, kept).show();
  return chooseTrends;
}

function box() {
  return document.getElementById('trends') as HTMLInputElement;
}

function said() {
  return document.getElementById('trends-message')?.textContent;
}

/** A promise and what ends it. */
function answer() {
  let come = () => {};
  const promise = new Promise<void>((resolve) => {
    come = resolve;
  });
  return { promise, come };
}

beforeEach(() => {
  document.body.innerHTML = `<div id="counted" hidden><input id="trends" type="checkbox" />
    <p id="trends-message"></p></div>`;
});

test.each([true, false])('shows what the server holds (%s), and asks nothing', (kept) => {
  const chooseTrends = shown(kept);
  expect(document.getElementById('counted')?.hidden).toBe(false);
  expect(box().checked).toBe(kept);
  expect(said()).toBe('');
  expect(chooseTrends).not.toHaveBeenCalled();
});

test('a change is kept at once, and what follows from it is said', async () => {
  const chooseTrends = shown(true);
  box().click();
  expect(said()).toBe(words.saving);
  await vi.waitFor(() => expect(said()).toBe(words.left));
  box().click();
  await vi.waitFor(() => expect(said()).toBe(words.joined));
  expect(chooseTrends.mock.calls).toEqual([[false], [true]]);
});

test.each([
  [new Error('The server answered 503'), words.failed],
  [new SignedOut(), words.signedOut],
])('what was not kept goes back to what it was (%s)', async (refused, reason) => {
  const chooseTrends = shown(true);
  chooseTrends.mockRejectedValueOnce(refused);
  box().click();
  await vi.waitFor(() => expect(said()).toBe(reason));
  expect(box().checked).toBe(true);
  box().click();
  await vi.waitFor(() => expect(said()).toBe(words.left));
});

test('what is chosen while the answer is awaited goes after it, and the last choice holds', async () => {
  const first = answer();
  const chooseTrends = shown(true);
  chooseTrends.mockReturnValueOnce(first.promise);
  box().click();
  box().click();
  expect(chooseTrends.mock.calls).toEqual([[false]]);
  first.come();
  await vi.waitFor(() => expect(said()).toBe(words.joined));
  expect(chooseTrends.mock.calls).toEqual([[false], [true]]);
  expect(box().checked).toBe(true);
});
