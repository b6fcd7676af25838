import { expect, test, vi } from 'vitest';
import { csrfToken, MeApi, SignedOut } from './me-api';

function api(response: Response) {
  const send = vi.fn(async (_path: RequestInfo | URL, _init?: RequestInit) => response);
  return { send, api: new MeApi(send as typeof fetch, () => 'a=1; csrf=tok%3D; b=2') };
}

test('the token is the cookie of that very name', () => {
  expect(csrfToken('xcsrf=no; csrf=yes')).toBe('yes');
  expect(csrfToken('')).toBe('');
  expect(csrfToken('csrf=%')).toBe('%');
});

test('a write repeats the csrf cookie in its header', async () => {
  const { api: me, send } = api(Response.json({ plays: 3 }));
  expect(await me.deleteAccount()).toEqual({ plays: 3 });
  expect(send.mock.calls[0]?.[0]).toBe('/api/v1/me');
  expect(send.mock.calls[0]?.[1]).toMatchObject({
    method: 'DELETE',
    headers: { 'X-CSRF-Token': 'tok=' },
  });
});

test('a receipt without words is still a receipt', async () => {
  expect(await api(new Response(null, { status: 204 })).api.deleteAccount()).toEqual({});
});

test('the end of the permission is told only where it is near or past', async () => {
  const far = { name: 'Ada', state: 'active', consent_days_left: 120 };
  expect(await api(Response.json(far)).api.profile()).toEqual({ name: 'Ada', state: 'active' });
  const near = { state: 'active', consent_days_left: 6, consent_warning: '7d' };
  expect(await api(Response.json(near)).api.profile()).toEqual({ state: 'active', daysLeft: 6 });
  const over = { state: 'expired', consent_days_left: 0 };
  expect(await api(Response.json(over)).api.profile()).toEqual({ state: 'expired' });
});

test('whether plays count is told only where the server says so', async () => {
  const told = { state: 'active', trends: false };
  expect(await api(Response.json(told)).api.profile()).toEqual(told);
  const odd = { state: 'active', trends: 'no' };
  expect(await api(Response.json(odd)).api.profile()).toEqual({ state: 'active' });
});

test('a choice is sent alone, as JSON and with the token', async () => {
  const { api: me, send } = api(Response.json({ trends: false }));
  await me.chooseTrends(false);
  expect(send.mock.calls[0]?.[0]).toBe('/api/v1/me/settings');
  expect(send.mock.calls[0]?.[1]).toMatchObject({
    method: 'PUT',
    body: '{"trends":false}',
    headers: { 'X-CSRF-Token': 'tok=', 'Content-Type': 'application/json' },
  });
});

test('a choice the server did not keep is no success', async () => {
  const { api: me } = api(Response.json({ trends: true }));
  await expect(me.chooseTrends(false)).rejects.toThrow('another choice');
});

test('without a session it says so', async () => {
  await expect(api(new Response('', { status: 401 })).api.profile()).rejects.toThrow(SignedOut);
});

test('a refusal is no success', async () => {
  await expect(api(new Response('', { status: 403 })).api.signOut()).rejects.toThrow('403');
});

test('plays that are not whole are left out', async () => {
  const items = [
    { played_at: '2026-11-22T06:43:41Z', counted: false, track: { id: 'a', title: 'A' } },
    { track: { id: 'b' } },
    null,
  ];
  const plays = await api(Response.json({ items, next: 'n' })).api.plays();
  expect(plays.next).toBe('n');
  expect(plays.items).toMatchObject([{ counted: false, gapBefore: false, track: { id: 'a' } }]);
});
