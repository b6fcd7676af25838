/** Numbers, dates and words of measure as a locale writes them. Instants are epoch milliseconds. */
export interface Formats {
  number(count: number): string;
  /** With one digit behind the point where the number is small, for averages. */
  rough(figure: number): string;
  /** From 0 to 1, as whole hundredths. */
  percent(part: number): string;
  /** The number and the word it needs: "1 play", "2 plays". */
  plural(count: number, one: string, other: string): string;
  timeZone(): string | undefined;
  /** Time of day, with the date only where it is not today's. */
  time(instant: number, now: number): string;
  dateTime(instant: number): string;
  /** Time of day to the minute. */
  clock(instant: number): string;
  /** An hour of the day, such as 14:00. */
  hour(hour: number): string;
  /** A day of the week; 0 is Monday. */
  weekday(day: number, length: 'short' | 'long'): string;
}

/** A Monday at midnight, from which hours and weekdays are named. */
const MONDAY = Date.UTC(2024, 0, 1);
const HOUR_MS = 3_600_000;

export function formatsOf(locale: string): Formats {
  const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
  const tenths = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 });
  const rules = new Intl.PluralRules(locale);
  const date = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, options);
  const hour12 = new Intl.DateTimeFormat(locale, { hour: 'numeric' }).resolvedOptions().hour12;
  const clock = { hour: hour12 ? 'numeric' : '2-digit', minute: '2-digit' } as const;
  const day = { day: 'numeric', month: 'short' } as const;
  const time = date({ ...clock, second: '2-digit' });
  const dayTime = date({ ...day, ...clock, second: '2-digit' });
  const dateTime = date({ ...day, ...clock });
  const minute = date({ hour: 'numeric', minute: '2-digit' });
  const hour = date({ hour: 'numeric', minute: '2-digit', timeZone: 'UTC' });
  return {
    number: (count) => whole.format(count),
    rough: (figure) => (figure < 10 ? tenths : whole).format(figure),
    percent: (part) => percent.format(part),
    plural: (count, one, other) =>
      `${whole.format(count)} ${rules.select(count) === 'one' ? one : other}`,
    timeZone: () => Intl.DateTimeFormat().resolvedOptions().timeZone,
    time: (instant, now) =>
      (new Date(instant).toDateString() === new Date(now).toDateString() ? time : dayTime).format(
        instant,
      ),
    clock: (instant) => minute.format(instant),
    dateTime: (instant) => dateTime.format(instant),
    hour: (of) => hour.format(MONDAY + of * HOUR_MS),
    weekday: (of, length) =>
      date({ weekday: length, timeZone: 'UTC' }).format(MONDAY + of * 24 * HOUR_MS),
  };
}
