import type { FeedKind, Held } from './feed-kind';
import { asFields } from './payload';

const ELEMENT_ID = 'groundswell-snapshot';

/**
 * The first payload as the server wrote it into the page, with the cursor behind which to go on;
 * undefined where it left it out, or where it is of another topic.
 */
export function inlinedSnapshot<S>(
  document: Document,
  topic: string,
  kind: FeedKind<S>,
): Held<S> | undefined {
  const text = document.getElementById(ELEMENT_ID)?.textContent;
  if (!text) return undefined;
  try {
    const fields = asFields(JSON.parse(text));
    const id = fields?.id;
    const data = fields?.payload;
    if (typeof id !== 'string' || asFields(data)?.topic !== topic) return undefined;
    const held = kind.reduce(undefined, { name: 'snapshot', id, data });
    return typeof held === 'object' ? held : undefined;
  } catch {
    return undefined;
  }
}
