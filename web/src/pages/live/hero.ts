import type { Board } from '../../feed/payload';
import { type BoardWindow, text } from '../../text/en';
import { byId } from '../page';
import { type Finding, sentenceOf } from './sentence';

/** Writes the sentence of data, and the listeners behind it, into the page's head. */
export function showHero(board: Board, window: BoardWindow): void {
  const sentence = sentenceOf(board, window);
  const count = sentence.count === undefined ? '' : text.number(sentence.count);
  write('count', count);
  byId('count').dataset.digits = String(count.length);
  write('unit', sentence.unit);
  showFinding(sentence.finding);
  write('listeners', board.listeners === undefined ? '–' : text.number(board.listeners));
}

function showFinding(finding: Finding | undefined): void {
  const subject = document.createElement('strong');
  subject.textContent = finding?.subject ?? '';
  subject.classList.toggle('rising', finding?.rising ?? false);
  const words = `${finding?.subject ?? ''}${finding?.rest ?? ''}`;
  const target = byId('finding');
  if (target.textContent !== words) target.replaceChildren(subject, finding?.rest ?? '');
  target.title = words;
}

function write(id: string, words: string): void {
  const element = byId(id);
  if (element.textContent !== words) element.textContent = words;
}
