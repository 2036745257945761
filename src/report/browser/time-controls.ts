import type { View } from 'vega';
import { formatTime } from '../format-number.js';
import type { TimeSelection, TimeSpan } from './time-selection.js';

/** Lets a person choose the time by keys: closer, wider, earlier, later, all; and says what is shown. */
export function addTimeControls(
  after: HTMLElement,
  selection: TimeSelection,
  whole: TimeSpan,
): void {
  const controls = document.createElement('p');
  controls.className = 'time-controls';
  const shown = document.createElement('span');
  shown.setAttribute('role', 'status');
  const ways: readonly (readonly [name: string, next: (span: TimeSpan) => TimeSpan | null])[] = [
    ['Closer', (span) => scaled(span, 0.5)],
    ['Wider', (span) => scaled(span, 2)],
    ['Earlier', (span) => moved(span, -0.5)],
    ['Later', (span) => moved(span, 0.5)],
    ['All', () => null],
  ];
  for (const [name, next] of ways) {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = name;
    button.addEventListener('click', () => {
      selection.select(next(selection.span() ?? whole));
    });
    controls.append(button, ' ');
  }
  const tell = (): void => {
    const span = selection.span();
    shown.textContent =
      span === null
        ? 'All charts of time show the whole trace. Drag over this one to look closer.'
        : `All charts of time show ${written(span.from)} to ${written(span.to)}.`;
  };
  tell();
  selection.onChange(tell);
  controls.append(shown);
  after.append(controls);
}

/** Takes the time that is brushed in a chart with an interval parameter named `brush`. */
export function followBrush(view: View, selection: TimeSelection): void {
  view.addSignalListener('brush', (_, brush: { readonly start?: readonly [Date, Date] }) => {
    const { start } = brush;
    selection.select(start === undefined ? null : { from: Number(start[0]), to: Number(start[1]) });
  });
}

function written(time: number): string {
  return formatTime(new Date(time).toISOString());
}

function scaled({ from, to }: TimeSpan, by: number): TimeSpan {
  const [middle, half] = [(from + to) / 2, ((to - from) / 2) * by];
  return { from: middle - half, to: middle + half };
}

function moved({ from, to }: TimeSpan, by: number): TimeSpan {
  return { from: from + (to - from) * by, to: to + (to - from) * by };
}
