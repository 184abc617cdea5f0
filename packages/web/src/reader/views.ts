/**
 * Tells elements when to measure themselves: when they come near the screen, when the column's width changes, and when
 * a face has arrived. Nothing far from the screen is ever measured, however long the report is.
 */
export class Views {
  readonly #draws = new Map<Element, () => void>();
  readonly #near = new Set<Element>();
  readonly #observer: IntersectionObserver;
  readonly #resizes: ResizeObserver;
  #width = 0;
  #frame = 0;

  constructor() {
    this.#observer = new IntersectionObserver((entries) => this.#seen(entries), { rootMargin: '400px 0px' });
    this.#resizes = new ResizeObserver(([entry]) => {
      const width = entry?.contentRect.width ?? 0;
      if (width === this.#width) return;
      this.#width = width;
      this.redraw();
    });
    document.fonts.addEventListener('loadingdone', this.redraw);
  }

  /** Watches the width of the column that the elements stand in. */
  within(column: Element): void {
    this.#resizes.observe(column);
  }

  readonly onView = (element: HTMLElement, draw: () => void): (() => void) => {
    this.#draws.set(element, draw);
    this.#observer.observe(element);
    return () => {
      this.#observer.unobserve(element);
      this.#draws.delete(element);
      this.#near.delete(element);
    };
  };

  /** Lets go of everything. */
  close(): void {
    cancelAnimationFrame(this.#frame);
    this.#observer.disconnect();
    this.#resizes.disconnect();
    document.fonts.removeEventListener('loadingdone', this.redraw);
  }

  /** Measures what is near the screen again, once before the next frame. */
  readonly redraw = (): void => {
    cancelAnimationFrame(this.#frame);
    this.#frame = requestAnimationFrame(() => {
      for (const element of this.#near) this.#draws.get(element)?.();
    });
  };

  #seen(entries: readonly IntersectionObserverEntry[]): void {
    for (const { target, isIntersecting } of entries) {
      if (!isIntersecting) {
        this.#near.delete(target);
      } else if (!this.#near.has(target)) {
        this.#near.add(target);
        this.#draws.get(target)?.();
      }
    }
  }
}
