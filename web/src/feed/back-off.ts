const FIRST_MS = 1_000;
const LONGEST_MS = 60_000;

/**
 * How long to wait before try number `attempt` (0 is the first): doubling up to a minute, and
 * somewhere between half and all of that, so that a thousand browsers do not return at once.
 */
export function backOff(attempt: number, chance: number): number {
  const whole = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(attempt, 10));
  return whole / 2 + (whole / 2) * chance;
}
