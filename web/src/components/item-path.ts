import type { ItemKind } from '../text/text';

/** The address of the page of a track, an artist or a genre. */
export function itemPath(kind: ItemKind, id: string): string {
  return `/${kind}/${encodeURIComponent(id)}`;
}
