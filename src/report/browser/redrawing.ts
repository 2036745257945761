/** A chart that can be drawn anew. */
export interface Redrawn {
  readonly element: Element;
  readonly redraw: () => void;
}

/**
 * Makes what draws charts anew without a stall, however many there are: with the next frame those in the
 * window, and when they are done the others, one a frame.
 */
export function redrawing(): (chart: Redrawn) => void {
  const waiting = new Set<Redrawn>();
  const draw = (): void => {
    const seen = [...waiting].filter(({ element }) => isInWindow(element));
    for (const chart of seen.length > 0 ? seen : [...waiting].slice(0, 1)) {
      waiting.delete(chart);
      chart.redraw();
    }
    if (waiting.size > 0) requestAnimationFrame(draw);
  };
  return (chart) => {
    if (waiting.size === 0) requestAnimationFrame(draw);
    waiting.add(chart);
  };
}

function isInWindow(element: Element): boolean {
  const { top, bottom } = element.getBoundingClientRect();
  return bottom > 0 && top < innerHeight;
}
