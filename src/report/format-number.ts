const MS = { day: 86_400_000, hour: 3_600_000, minute: 60_000, second: 1000 } as const;

const UNITS: readonly (readonly [name: string, ms: number])[] = [
  ['d', MS.day],
  ['h', MS.hour],
  ['min', MS.minute],
];

const SECOND = ['s', MS.second] as const;

const PERIODS: Readonly<Record<number, string>> = {
  [MS.day]: 'a day',
  [MS.hour]: 'an hour',
  [MS.minute]: 'a minute',
  [MS.second]: 'a second',
};

/** A number with its thousands grouped: `12,345`, `0.125`. The locale is only loaded, which takes long, where there are decimals to be rounded. */
export function formatCount(value: number): string {
  if (Number.isSafeInteger(value)) return grouped(String(value));
  return value.toLocaleString('en-US', { maximumFractionDigits: 3 });
}

/** A written number with its thousands grouped. */
function grouped(text: string): string {
  return text.replace(/\B(?=(\d{3})+(?!\d))(?<!\.\d*)/g, ',');
}

/**
 * A share in the precision that the whole supports: no decimals below 1,000, one below 10,000, and so on to
 * three: `25.4%`, `11.0%`. Written as `0%` or `100%` only where it is exactly that, else as `<0.1%` or
 * `>99.9%`. Empty of a whole of 0.
 */
export function formatShare(part: number, whole: number): string {
  if (whole === 0) return '';
  const decimals = Math.min(Math.max(Math.floor(Math.log10(whole)) - 2, 0), 3);
  return percentage(part, whole, decimals);
}

/** A ratio as a percentage: `13.8%`. A ratio between 0 and 1 is never rounded to either. */
export function formatPercent(ratio: number, decimals = 0): string {
  return percentage(ratio, 1, decimals);
}

function percentage(part: number, whole: number, decimals: number): string {
  if (part === 0 || part === whole) return part === 0 ? '0%' : '100%';
  const scale = 10 ** decimals;
  const percent = Math.round((part * 100 * scale) / whole) / scale;
  const written = (value: number) => grouped(value.toFixed(decimals));
  if (percent === 0) return `<${written(1 / scale)}%`;
  if (part < whole && percent === 100) return `>${written(100 - 1 / scale)}%`;
  return `${written(percent)}%`;
}

/** A length of time in its two largest units, what is smaller cut off: `57 min`, `6 d 23 h`, `4.25 s`, `350 ms`. */
export function formatSpan(ms: number): string {
  if (ms < MS.second) return `${formatCount(ms)} ms`;
  for (const [i, [name, size]] of UNITS.entries()) {
    if (ms < size) continue;
    const [smallName, smallSize] = UNITS[i + 1] ?? SECOND;
    const rest = Math.floor((ms % size) / smallSize);
    const whole = `${formatCount(Math.floor(ms / size))} ${name}`;
    return rest === 0 ? whole : `${whole} ${rest} ${smallName}`;
  }
  return `${formatCount(Math.floor(ms / 10) / 100)} s`;
}

/** A length of time that is not longer than what is written: `formatSpan`, but what is smaller is rounded up. */
export function formatBound(ms: number): string {
  const unit =
    ms < MS.second
      ? 1
      : ms < MS.minute
        ? 10
        : ms < MS.hour
          ? MS.second
          : ms < MS.day
            ? MS.minute
            : MS.hour;
  return formatSpan(ms < MS.second ? ms : Math.ceil(ms / unit) * unit);
}

/** A ratio with two decimals: `1.77`. Written as a whole number only where it is one. */
export function formatRatio(ratio: number): string {
  const text = ratio.toFixed(2);
  if (Number.isInteger(ratio)) return formatCount(ratio);
  return text === '1.00' ? (ratio > 1 ? '<1.01' : '>0.99') : text;
}

/** How often a window comes round: `a day`, `a minute`, `every 10 min`. */
export function formatPeriod(windowMs: number): string {
  return PERIODS[windowMs] ?? `every ${formatSpan(windowMs)}`;
}

/**
 * A factor of growth to three figures: `1.43`, `38.2`, `1,240`. Rounded down, so that what holds up to a factor
 * holds up to what is written; up where something breaks there.
 */
export function formatFactor(factor: number, towards: 'down' | 'up' = 'down'): string {
  if (factor === 0) return '0';
  const unit = 10 ** (Math.floor(Math.log10(factor)) - 2);
  const units = Number((factor / unit).toPrecision(12));
  const round = towards === 'down' ? Math.floor : Math.ceil;
  return (round(units) * unit).toLocaleString('en-US', { maximumSignificantDigits: 3 });
}

/** The day of an ISO 8601 time of a Result: `2026-01-05`. */
export function formatDay(iso: string): string {
  return iso.slice(0, 10);
}

/** An ISO 8601 time of a Result, to the second: `2026-01-05 22:01:44 UTC`. */
export function formatTime(iso: string): string {
  return iso.replace(/T(\d\d:\d\d:\d\d).*$/, ' $1 UTC');
}

/** `1 request`, `2 requests`. */
export function formatNumberOf(count: number, noun: string): string {
  return `${formatCount(count)} ${noun}${count === 1 ? '' : 's'}`;
}
