import type pc from 'picocolors';

/** How text is coloured; `pc.createColors(false)` leaves it plain. */
export type Palette = ReturnType<typeof pc.createColors>;
