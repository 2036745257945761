import type { Shell } from './shell.js';

/** Shows how far long work has come, on one line of a terminal, once it has taken more than a second. */
export interface Progress {
  /**
   * @param text what is being done; asked for only where it is drawn, for numbers take long to put into words.
   * @param share how much is done, from 0 to 1, where it can be told.
   */
  update(text: () => string, share?: number): void;
  /** Wipes the line. */
  done(): void;
}

const PATIENCE_MS = 1000;
const REDRAW_MS = 200;

/** A progress line; silent where there is no terminal. */
export function createProgress(shell: Shell): Progress {
  const startedAt = shell.now();
  let drawnAt = -Infinity;
  return {
    update(text, share) {
      if (!shell.showsProgress) return;
      const elapsed = shell.now() - startedAt;
      if (elapsed < PATIENCE_MS || elapsed - drawnAt < REDRAW_MS) return;
      drawnAt = elapsed;
      shell.err(`\r\u001b[K${text()}${timeLeft(elapsed, share)}`);
    },
    done() {
      if (drawnAt > -Infinity) shell.err('\r\u001b[K');
    },
  };
}

function timeLeft(elapsedMs: number, share: number | undefined): string {
  if (share === undefined || share <= 0) return '';
  const seconds = Math.ceil((elapsedMs * (1 - share)) / share / 1000);
  return `, ${Math.floor(share * 100)}%, ${seconds} s left`;
}
