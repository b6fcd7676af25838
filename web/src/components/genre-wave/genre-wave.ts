import { html, nothing, svg } from 'lit';
import { property } from 'lit/decorators.js';
import type { Board } from '../../feed/payload';
import { type ItemKind, text } from '../../text/text';
import { DrawnElement } from '../drawn-element';
import { itemPath } from '../item-path';
import { Measured } from '../measured';
import { genreWaveStyles } from './genre-wave.styles';
import { type Band, bandsOf, OTHER, placed, type Slot } from './wave-bands';
import { type DrawnBand, waveShape } from './wave-shape';
import { volumeOf } from './wave-volume';
import { nowOf, takeaway } from './wave-words';

const MINUTE_MS = 60_000;
/** The width of the page is so much time; a wave that has just begun enters from its end. */
const SPAN_MS = 54 * MINUTE_MS;
const NARROW_PX = 700;
/** Below the bands stands the time. */
const AXIS_PX = 36;

/**
 * Which part of the plays each genre has, along the last hour: one band each, named where it is
 * thickest. Bands keep their place and colour as long as the page is open.
 *
 * @property board - what to show; undefined while nothing is known yet
 * @property pulse - the plays of each minute, after which the wave as a whole swells
 * @property rising - the id of the band to colour
 */
export class GenreWaveElement extends DrawnElement {
  static override styles = genreWaveStyles;

  @property({ attribute: false }) board: Board | undefined;
  @property({ attribute: false }) pulse: Board | undefined;
  @property() rising = '';

  private slots: readonly Slot[] = [];
  private readonly stage = new Measured(this, '.stage');

  override render() {
    const board = this.board;
    const bands = board ? this.bands(board) : [];
    const begun = (bands[0]?.shares.length ?? 0) > 1;
    const artists = board?.shows === 'artists';
    return html`<figure>
      <h2 class="hidden">${artists ? text.wave.artistsTitle : text.wave.title}</h2>
      <div class="stage">${begun && board ? this.picture(board, bands) : nothing}</div>
      <figcaption>
        ${begun ? takeaway(bands) : board ? text.wave.empty : nothing}
        ${artists ? html`<span class="instead">${text.wave.artistsInstead}</span>` : nothing}
      </figcaption>
      ${begun ? list(bands) : nothing}
    </figure>`;
  }

  private bands(board: Board): Band[] {
    this.slots = placed(this.slots, board.items);
    return bandsOf(board, this.slots, text.wave.other);
  }

  private picture(board: Board, bands: readonly Band[]) {
    const { width, height } = this.stage;
    const length = bands[0]?.shares.length ?? 0;
    const every = board.course?.everyMs ?? MINUTE_MS;
    const span = Math.max(SPAN_MS, (length - 1) * every);
    const x = (beforeMs: number) => width * (1 - beforeMs / span);
    const drawn = waveShape(bands, {
      width,
      height: height - AXIS_PX - 8,
      xs: Array.from({ length }, (_, at) => x((length - 1 - at) * every)),
      weights: volumeOf(this.pulse, board.course, length),
    });
    const minutes = width < NARROW_PX ? [50, 30, 10] : [50, 40, 30, 20, 10];
    return html`<svg width=${width} height=${height} role="group" aria-label=${takeaway(bands)}>
      ${minutes.map((ago) => tick(ago, x(ago * MINUTE_MS), height))}
      ${drawn.map((one) => svg`<path d=${one.path} class=${this.look(one.band)} />`)}
      ${drawn.map((one) => this.name(one))}
    </svg>`;
  }

  private name({ band, label }: DrawnBand) {
    if (!label) return nothing;
    const name = svg`<text x=${label.x} y=${label.y} dy="0.35em"
      class="name ${this.look(band)}">${band.name}</text>`;
    return band.id === OTHER ? name : svg`<a href=${itemPath(this.kind, band.id)}>${name}</a>`;
  }

  private get kind(): ItemKind {
    return this.board?.shows === 'artists' ? 'artists' : 'genres';
  }

  /** The colour of its place; of what rises, the accent. */
  private look(band: Band): string {
    if (band.id !== OTHER && band.id === this.rising) return 'rising';
    const slot = this.slots.find(({ id }) => id === band.id);
    return slot ? `band-${slot.colour}` : 'other';
  }
}

function tick(minutes: number, x: number, height: number) {
  return svg`<line x1=${x} x2=${x} y1="0" y2=${height - AXIS_PX + 8} />
    <text class="ago" x=${x} y=${height - 8}>${text.wave.minutesAgo(minutes)}</text>`;
}

/** The same in words, for those who do not see it. */
function list(bands: readonly Band[]) {
  const largest = [...bands].sort((a, b) => nowOf(b) - nowOf(a));
  return html`<ul class="hidden">
    ${largest.map((band) => html`<li>${text.wave.band(band.name, nowOf(band))}</li>`)}
  </ul>`;
}
