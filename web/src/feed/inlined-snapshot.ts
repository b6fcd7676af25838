import type { FeedKind } from './feed-kind';
import { asFields } from './payload';
import type { Topics } from './topics-feed';

const ELEMENT_ID = 'groundswell-snapshot';

/**
 * The payloads that the server wrote into the page, each with the cursor behind which to go on; none
 * where it left them out. One that cannot be read is left out alone.
 */
export function inlinedSnapshots(
  document: Document,
  kindOf: (topic: string) => FeedKind<unknown> | undefined,
): Topics {
  const topics: Record<string, Topics[string]> = {};
  for (const entry of entries(document.getElementById(ELEMENT_ID)?.textContent)) {
    const fields = asFields(entry);
    const topic = asFields(fields?.payload)?.topic;
    const id = fields?.id;
    if (typeof topic !== 'string' || typeof id !== 'string') continue;
    const held = kindOf(topic)?.reduce(undefined, { name: 'snapshot', id, data: fields?.payload });
    if (typeof held === 'object') topics[topic] = held;
  }
  return topics;
}

function entries(text: string | null | undefined): readonly unknown[] {
  try {
    const parsed: unknown = JSON.parse(text || '[]');
    return Array.isArray(parsed) ? parsed : [];
  } catch {
    return [];
  }
}
