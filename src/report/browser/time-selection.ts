/** A part of the trace's time, in milliseconds since the epoch. */
export interface TimeSpan {
  readonly from: number;
  readonly to: number;
}

/** The one part of the time that all charts of time show. */
export interface TimeSelection {
  /** Null where all is shown. */
  readonly span: () => TimeSpan | null;
  readonly select: (span: TimeSpan | null) => void;
  /** Calls back after each change. */
  readonly onChange: (listener: () => void) => void;
}

/** A selection within a whole, of at least `least` milliseconds. */
export function timeSelection(whole: TimeSpan, least: number): TimeSelection {
  const listeners: (() => void)[] = [];
  let span: TimeSpan | null = null;
  return {
    span: () => span,
    select: (wanted) => {
      span = wanted === null ? null : within(wanted, whole, least);
      for (const listener of listeners) listener();
    },
    onChange: (listener) => listeners.push(listener),
  };
}

/** A span moved and shortened into a whole; null where it holds all of it. */
function within({ from, to }: TimeSpan, whole: TimeSpan, least: number): TimeSpan | null {
  const length = Math.max(to - from, least);
  if (length >= whole.to - whole.from) return null;
  const start = Math.min(Math.max(from, whole.from), whole.to - length);
  return { from: start, to: start + length };
}
