// How large the place of a chart is.
import type { ReactiveController, ReactiveControllerHost } from 'lit';

export class Size implements ReactiveController {
  width = 0;
  height = 0;
  private watched: HTMLElement | undefined;
  private readonly observer: ResizeObserver;

  constructor(private readonly host: ReactiveControllerHost) {
    host.addController(this);
    this.observer = new ResizeObserver((entries) => {
      const box = entries[entries.length - 1]?.contentRect;
      if (box) this.take(box.width, box.height);
    });
  }

  watch(element: HTMLElement | null): void {
    if (element === this.watched) return;
    this.observer.disconnect();
    this.watched = element ?? undefined;
    if (!element) return;
    this.observer.observe(element);
    this.measure();
  }

  /** Now, where the browser has not told yet. */
  measure(): void {
    if (this.watched) this.take(this.watched.clientWidth, this.watched.clientHeight);
  }

  hostDisconnected(): void {
    this.watch(null);
  }

  private take(width: number, height: number): void {
    const rounded = [Math.round(width), Math.round(height)] as const;
    if (rounded[0] === this.width && rounded[1] === this.height) return;
    [this.width, this.height] = rounded;
    this.host.requestUpdate();
  }
}
