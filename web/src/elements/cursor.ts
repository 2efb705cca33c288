// Which column of a chart is pointed at, by mouse, finger or keys.
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { indexAt, type Column, type Plot } from '../marks/columns.js';

export class Cursor implements ReactiveController {
  /** The column, or undefined. */
  index: number | undefined;
  private said: ReturnType<typeof setTimeout> | undefined;
  private leaving: ReturnType<typeof setTimeout> | undefined;
  private touched: number | undefined;

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly say: (index: number) => void,
    private readonly choose: (index: number) => void,
  ) {
    host.addController(this);
  }

  hostDisconnected(): void {
    document.removeEventListener('keydown', this.dismiss);
    clearTimeout(this.said);
    clearTimeout(this.leaving);
  }

  /** By the Tab key: shows a column at once, but has a screen reader say what the chart is first. */
  enter(index: number): void {
    if (this.index === undefined) this.move(index);
  }

  /** False where the key is none of the chart's. */
  key(event: KeyboardEvent, count: number, week: number): boolean {
    if (event.altKey || event.ctrlKey || event.metaKey) return false;
    const last = count - 1;
    const from = this.index ?? (event.key === 'ArrowLeft' || event.key === 'PageUp' ? count : -1);
    const to: Record<string, number> = {
      ArrowRight: from + 1,
      ArrowLeft: from - 1,
      ArrowUp: from - 1,
      ArrowDown: from + 1,
      PageDown: from + week,
      PageUp: from - week,
      Home: 0,
      End: last,
    };
    if (event.key === 'Escape') {
      if (this.index === undefined) return false;
      this.move(undefined);
    } else if (event.key === 'Enter' || event.key === ' ') {
      if (this.index === undefined) return false;
      this.choose(this.index);
    } else if (to[event.key] === undefined) {
      return false;
    } else {
      const index = Math.min(last, Math.max(0, to[event.key]!));
      this.move(index);
      clearTimeout(this.said);
      this.said = setTimeout(() => this.say(index), 200);
    }
    event.preventDefault();
    return true;
  }

  point(event: PointerEvent, svg: Element, plot: Plot, columns: Column[]): void {
    if (event.pointerType === 'touch') return;
    this.move(indexAt(plot, columns.length, within(event, svg, plot)));
  }

  /** A tap shows the column and stays; a tap on the same column, as a mouse's click, chooses it. */
  press(event: MouseEvent, svg: Element, plot: Plot, columns: Column[]): void {
    const index = indexAt(plot, columns.length, within(event, svg, plot));
    const touch = (event as PointerEvent).pointerType === 'touch';
    const again = this.touched === index && this.index === index;
    this.touched = touch ? index : undefined;
    this.move(index);
    if (!touch || again) this.choose(index);
  }

  /** Time enough to reach what was opened. */
  leave(event: PointerEvent): void {
    if (event.pointerType === 'touch') return;
    clearTimeout(this.leaving);
    this.leaving = setTimeout(() => this.move(undefined), 120);
  }

  stay(): void {
    clearTimeout(this.leaving);
  }

  move(index: number | undefined): void {
    clearTimeout(this.leaving);
    if (this.index === index) return;
    this.index = index;
    // What a pointer has opened is closed by Escape, too, wherever the focus is.
    if (index === undefined) document.removeEventListener('keydown', this.dismiss);
    else document.addEventListener('keydown', this.dismiss);
    this.host.requestUpdate();
  }

  private readonly dismiss = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') this.move(undefined);
  };
}

/** How far from the left, in the plot's pixels: the page may show them larger (CSS zoom). */
function within(event: MouseEvent, svg: Element, plot: Plot): number {
  const { left, width } = svg.getBoundingClientRect();
  return ((event.clientX - left) * plot.width) / width;
}
