import type { Board } from '../../feed/payload';
import { text } from '../../text/text';
import { byId } from '../page';
import type { Finding } from './sentence';

/** A figure that is not told: too few people stand behind it. */
const UNKNOWN = '–';

/** Writes the number of the moment and the figures beside it into the page's head. */
export function showPulse(pulse: Board): void {
  const rate = pulse.playsPerMinute;
  const count = rate === undefined ? '' : text.rough(rate);
  write('count', count);
  byId('count').dataset.digits = String(count.length);
  write('unit', rate === undefined ? waiting(pulse) : text.sentence.now(rate));
  figure('listening', pulse.listening);
  figure('plays-hour', pulse.plays);
  figure('tracks-hour', pulse.tracks);
}

export function showFinding(finding: Finding | undefined): void {
  const subject = document.createElement('strong');
  subject.textContent = finding?.subject ?? '';
  subject.classList.toggle('rising', finding?.rising ?? false);
  const words = `${finding?.subject ?? ''}${finding?.rest ?? ''}`;
  const target = byId('finding');
  if (target.textContent === words) return;
  target.replaceChildren(subject, finding?.rest ?? '');
  target.title = words;
}

function waiting({ items, withheld }: Board): string {
  return items.length > 0 || withheld ? text.sentence.tooFew : text.sentence.waiting;
}

function figure(id: string, count: number | undefined): void {
  write(id, count === undefined ? UNKNOWN : text.number(count));
}

function write(id: string, words: string): void {
  const element = byId(id);
  if (element.textContent !== words) element.textContent = words;
}
