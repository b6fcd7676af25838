import type { FeedKind, Held } from './feed-kind';
import { asFields } from './payload';

/** What is held of several topics, by their names. */
export type Topics = Readonly<Record<string, Held<unknown>>>;

/**
 * Topics over one connection. An event belongs to the topic that its data names; where there are
 * several its id is a cursor over all of them, `topic@id,topic@id`, out of which each topic takes
 * its own. A topic that is alone has its id as it is.
 *
 * @param kindOf what the events of a topic mean; undefined for a topic that was not asked for
 */
export function topicsFeed(
  kindOf: (topic: string) => FeedKind<unknown> | undefined,
): FeedKind<Topics> {
  return {
    events: ['snapshot', 'delta', 'play'],
    reduce(held, event) {
      const topic = String(asFields(event.data)?.topic);
      const kind = kindOf(topic);
      if (!kind?.events.includes(event.name)) return 'ignored';
      const topics = held?.payload ?? {};
      const own = kind.reduce(topics[topic], { ...event, id: idWithin(event.id, topic) });
      if (typeof own === 'string') return own;
      return { id: event.id || (held?.id ?? ''), payload: { ...topics, [topic]: own } };
    },
    isStale: (topics) =>
      Object.entries(topics).some(([topic, { payload }]) => kindOf(topic)?.isStale(payload)),
    fresh: (topics) =>
      Object.fromEntries(
        Object.entries(topics).map(([topic, { id, payload }]) => [
          topic,
          { id, payload: kindOf(topic)?.fresh(payload) },
        ]),
      ),
  };
}

/** Those of `topics` that `names` has, behind a cursor over them; the others begin anew. */
export function heldOf(topics: Topics, names: readonly string[]): Held<Topics> | undefined {
  const payload: Record<string, Held<unknown>> = {};
  for (const name of names) {
    const held = topics[name];
    if (held) payload[name] = held;
  }
  const known = Object.entries(payload);
  if (known.length === 0) return undefined;
  const id = known.flatMap(([name, held]) => (held.id ? [`${name}@${held.id}`] : [])).join(',');
  return { id, payload };
}

function idWithin(cursor: string, topic: string): string {
  const part = cursor.split(',').find((one) => one.startsWith(`${topic}@`));
  if (part) return part.slice(topic.length + 1);
  return cursor.includes('@') ? '' : cursor;
}
