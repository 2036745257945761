/** How the lines of a log are written: the values of variables, and texts around them. */
export interface LogLayout {
  /** Names of the values, in the order of a line. */
  readonly variables: readonly string[];
  /** The text before each value, and the one behind the last; none but the first and the last is empty. */
  readonly texts: readonly string[];
  /** Whether a backslash in a value begins an escape. */
  readonly escapes: boolean;
  /** Whether a line may go on behind the last text, with as many quotes opened as closed. */
  readonly isOpen: boolean;
  /** Whether the name of a virtual host may stand before the first value. */
  readonly mayNameHost: boolean;
}

const VARIABLE = /\$(?:\{(\w+)\}|(\w+))/;

/** The layout of a format that names its values as nginx does: `$remote_addr [$time_local] "$request"`. */
export function layoutOf(format: string, options: Partial<LogLayout> = {}): LogLayout {
  const pieces = format.split(VARIABLE);
  const texts = pieces.filter((_, i) => i % 3 === 0);
  const variables = texts.slice(1).map((_, i) => pieces[3 * i + 1] ?? pieces[3 * i + 2]!);
  return { variables, texts, escapes: true, isOpen: false, mayNameHost: false, ...options };
}

const COMMON =
  '$remote_addr $remote_logname $remote_user [$time_local] "$request" $status $body_bytes_sent';

/** Lines that begin as the Common Log Format does, whatever fields follow. */
export const clfLayout: LogLayout = layoutOf(COMMON, { isOpen: true, mayNameHost: true });

/** Layouts that have a name (Apache HTTP Server, "Log Files"; nginx, ngx_http_log_module). */
export const namedLayouts: Readonly<Record<string, LogLayout>> = {
  common: layoutOf(COMMON, { isOpen: true }),
  combined: layoutOf(`${COMMON} "$http_referer" "$http_user_agent"`, { isOpen: true }),
};
