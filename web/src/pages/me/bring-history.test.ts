import { beforeEach, expect, test, vi } from 'vitest';
import { BringHistory } from './bring-history';
import { handled, ImportsApi } from './imports-api';

const page = `<section id="bring" hidden><input id="bring-files" type="file" />
  <progress id="bring-progress" hidden></progress><p id="bring-message"></p>
  <button id="bring-cancel" hidden></button></section>`;

function seen(id: string) {
  return document.getElementById(id) as HTMLElement;
}

function server(...answers: Response[]) {
  const send = vi.fn(async (_path: RequestInfo | URL, _init?: RequestInit) => {
    return answers.shift() ?? new Response('', { status: 500 });
  });
  return { send, api: new ImportsApi(send as typeof fetch, () => 'csrf=tok') };
}

function state(name: string, counts = {}) {
  return Response.json({ id: 'i/1', state: name, rows: 10, ...counts });
}

function choose(...names: string[]) {
  const files = names.map((name) => new File(['[]'], name));
  Object.defineProperty(seen('bring-files'), 'files', { value: files, configurable: true });
  seen('bring-files').dispatchEvent(new Event('change'));
}

beforeEach(() => {
  document.body.innerHTML = page;
});

test('whether an import is under way need not be known to bring a file', async () => {
  const refused = new Response('', { status: 503 });
  const { api, send } = server(refused, new Response('', { status: 202 }));
  await new BringHistory(api, vi.fn()).start();
  choose('a.json');
  await vi.waitFor(() => expect(send).toHaveBeenCalledTimes(2));
});

test('an import under way is shown to its end', async () => {
  const items = [{ id: 'i/1', state: 'running' }];
  const { api, send } = server(
    Response.json({ items }),
    state('running', { stored: 3, skipped: { podcast: 1 } }),
    state('done', {
      stored: 6,
      merged: 2,
      skipped: { podcast: 1, odd_reason: 1 },
      passed_over: { count: 3, names: ['Identity.json'] },
    }),
  );
  const shown: string[] = [];
  const pause = vi.fn(async () => shown.push(seen('bring-message').textContent ?? ''));
  await new BringHistory(api, pause).start();

  expect(shown).toEqual(['4 of 10 rows are in.']);
  expect(send.mock.calls[1]?.[0]).toBe('/api/v1/me/imports/i%2F1');
  expect(seen('bring-message').textContent).toBe(
    '10 rows: 6 new plays, 2 known already, 2 left out (1 podcast, 1 odd reason). 3 other files in the ZIP passed over.',
  );
  expect(seen('bring-progress').hidden).toBe(true);
  expect(seen('bring-cancel').hidden).toBe(true);
});

test('files are sent one after the other, each with the token', async () => {
  const { api, send } = server(
    Response.json({ items: [] }),
    Response.json({ id: 'a' }, { status: 202 }),
    state('done'),
    Response.json({ id: 'b' }, { status: 202 }),
    state('done', { stored: 10 }),
  );
  await new BringHistory(api, vi.fn()).start();
  choose('one.json', 'two.json');
  await vi.waitFor(() => expect(seen('bring-message').textContent).toContain('10 new plays'));

  const sent = send.mock.calls.filter(([, init]) => init?.method === 'POST');
  expect(sent).toHaveLength(2);
  expect(sent[0]?.[1]?.headers).toMatchObject({ 'X-CSRF-Token': 'tok' });
});

test('why a file is refused is told in the words of the server', async () => {
  const refusal = Response.json({ detail: 'This is a ZIP.' }, { status: 400 });
  await new BringHistory(server(Response.json({ items: [] }), refusal).api, vi.fn()).start();
  choose('my.zip');
  await vi.waitFor(() => expect(seen('bring-message').textContent).toBe('This is a ZIP.'));
  expect((seen('bring-files') as HTMLInputElement).disabled).toBe(false);
});

test('a cancel ends what runs and the files behind it', async () => {
  const { api, send } = server(
    Response.json({ items: [] }),
    Response.json({ id: 'a' }, { status: 202 }),
    state('running'),
    new Response(null, { status: 204 }),
    state('cancelled', { stored: 4 }),
  );
  const pause = vi.fn(async () => seen('bring-cancel').click());
  await new BringHistory(api, pause).start();
  choose('one.json', 'two.json');
  await vi.waitFor(() =>
    expect(seen('bring-message').textContent).toBe('Cancelled: 4 of 10 rows are in and stay.'),
  );
  expect(send.mock.calls.map(([, init]) => init?.method ?? 'GET')).toEqual([
    'GET',
    'POST',
    'GET',
    'DELETE',
    'GET',
  ]);
});

test('counts that are none do not count', async () => {
  const odd = { stored: -1, merged: 'x', failed: 2.5, skipped: { podcast: null } };
  const found = await server(state('done', odd)).api.find('i');
  expect(found && handled(found)).toBe(2);
});
