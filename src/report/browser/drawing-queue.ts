/** A chart that is to be drawn, or to be drawn anew. */
export interface QueuedChart {
  readonly element: Element;
  readonly draw: () => Promise<void>;
}

/** How long charts are drawn before the page may answer again, in milliseconds. */
const TURN = 12;

/** Draws charts without a stall, however many are added: those in the window first, a few at a time, the same one once. */
export function drawingQueue(): (chart: QueuedChart) => void {
  const waiting = new Set<QueuedChart>();
  let isDrawing = false;
  const draw = async (): Promise<void> => {
    const start = performance.now();
    while (waiting.size > 0 && performance.now() - start < TURN) {
      const chart = [...waiting].find(({ element }) => isInWindow(element)) ?? [...waiting][0]!;
      waiting.delete(chart);
      await chart.draw();
    }
    isDrawing = waiting.size > 0;
    if (isDrawing) next();
  };
  const next = (): void => {
    requestAnimationFrame(() => void draw());
  };
  return (chart) => {
    waiting.add(chart);
    if (isDrawing) return;
    isDrawing = true;
    next();
  };
}

function isInWindow(element: Element): boolean {
  const { top, bottom } = element.getBoundingClientRect();
  return bottom > 0 && top < innerHeight;
}
