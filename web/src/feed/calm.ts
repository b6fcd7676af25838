import type { Surroundings } from './surroundings';

/**
 * Passes values on at most every `ms`, the first at once and then the newest: what never rests
 * cannot be read. A value that is shown already is not passed on again.
 *
 * @param isStill whether nothing may be passed on now; what comes meanwhile waits
 */
export function calm<T>(
  ms: number,
  surroundings: Pick<Surroundings, 'after'>,
  show: (value: T) => void,
  isStill: () => boolean = () => false,
): (value: T) => void {
  let shown: T | undefined;
  let newest: T | undefined;
  let resting = false;
  const rest = () => {
    resting = true;
    surroundings.after(ms, () => {
      resting = false;
      if (newest !== undefined) pass(newest);
    });
  };
  const pass = (value: T) => {
    if (value === shown) {
      newest = undefined;
    } else if (isStill()) {
      newest = value;
      rest();
    } else {
      newest = undefined;
      shown = value;
      show(value);
      rest();
    }
  };
  return (value) => {
    if (resting) newest = value;
    else pass(value);
  };
}
