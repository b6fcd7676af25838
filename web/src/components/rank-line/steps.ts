/** Where a thing stood at an instant. */
export interface Stand {
  readonly at: number;
  readonly place: number;
}

/** The frame in which places are drawn: time from left to right, the best place on top. */
export interface Frame {
  readonly width: number;
  readonly height: number;
  readonly begin: number;
  readonly end: number;
  readonly best: number;
  readonly worst: number;
}

export const xOf = ({ width, begin, end }: Frame, at: number) =>
  ((at - begin) / (end - begin)) * width;

/** A thing that never moved stands in the middle. */
export function yOf({ height, best, worst }: Frame, place: number): number {
  return best === worst ? height / 2 : ((place - best) / (worst - best)) * height;
}

/**
 * The line through the places: level until the next instant, and broken where the thing was not on
 * the board.
 */
export function stepPath(stands: readonly Stand[], every: number, frame: Frame): string {
  let path = '';
  stands.forEach(({ at, place }, index) => {
    const before = stands[index - 1];
    const x = round(xOf(frame, at));
    const y = round(yOf(frame, place));
    const joined = before !== undefined && at - before.at < every * 1.5;
    path += joined ? `H${x}V${y}` : `M${x} ${y}`;
    const next = stands[index + 1];
    if (!next || next.at - at >= every * 1.5)
      path += `h${round((every / (frame.end - frame.begin)) * frame.width * 0.5)}`;
  });
  return path;
}

function round(length: number): number {
  return Math.round(length * 10) / 10;
}
