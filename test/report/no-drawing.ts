import type { Drawing } from '../../src/report/drawing.js';

/** Stands in for what draws charts, where a test is of a page's words. */
export const noDrawing: Drawing = { compile: () => ({}), svg: () => '<svg></svg>', pack: () => '' };
