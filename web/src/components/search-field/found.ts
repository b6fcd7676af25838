import { asFields, readTrack, type Track } from '../../feed/payload';
import type { ItemKind } from '../../text/text';

/** What was found of one kind. */
export interface FoundGroup {
  readonly kind: ItemKind;
  readonly items: readonly Track[];
}

const KINDS: readonly ItemKind[] = ['tracks', 'artists', 'genres'];
const MOST = 10;

/** The groups of an answer that hold anything. */
export function readFound(data: unknown): FoundGroup[] {
  const fields = asFields(data);
  return KINDS.flatMap((kind) => {
    const rows = fields?.[kind];
    if (!Array.isArray(rows)) return [];
    const items = rows.slice(0, MOST).flatMap((row) => readTrack(row) ?? []);
    return items.length > 0 ? [{ kind, items }] : [];
  });
}
