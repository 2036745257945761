import { InputError } from '../../errors.js';
import { nearest } from '../../nearest.js';
import { fromApacheFormat } from './apache-format.js';
import { layoutOf, namedLayouts, type LogLayout } from './log-layout.js';

const EXAMPLE = `'$remote_addr [$time_local] "$request" $status'`;

/** Variables that nginx and Apache users put together to one: all are the request's target. */
const TARGETS =
  /\$\{?uri\}?\$\{?is_args\}?\$\{?(?:args|query_string)\}?|\$\{?(?:http_host|host|server_name)\}?(?=\$\{?(?:request_uri|uri)\b)\$\{?(?:request_uri|uri)\}?/g;

/**
 * Reads how the lines of an access log are written: a `log_format` of nginx (bare, or with its quotes,
 * `escape=` and directive, as it stands in nginx.conf), a `LogFormat` of Apache, or the name of a layout.
 * @throws InputError for a text that names no value, or two values with nothing between.
 */
export function parseLogFormat(given: string): LogLayout {
  const named = namedLayouts[given.trim()];
  if (named !== undefined) return named;
  const { format, escapes } = withoutDirective(given.trim());
  const isApache = !/\$\{?\w/.test(format) && format.includes('%');
  const text = (isApache ? fromApacheFormat(format) : format).replace(TARGETS, '$request_uri');
  const layout = layoutOf(text, { escapes });
  const { variables, texts } = layout;
  if (variables.length === 0) throw noVariables(given);
  if (/[\r\n]/.test(text)) {
    throw new InputError(
      '--log-format: a line end within the format; a request has to be one line',
    );
  }
  const joint = texts.findIndex((between, i) => between === '' && i > 0 && i < variables.length);
  if (joint !== -1) {
    throw new InputError(
      `--log-format: $${variables[joint - 1]!} and $${variables[joint]!} stand side by side, so that no one can tell ` +
        'where the first ends; put a character between them where the log is written',
    );
  }
  return layout;
}

function noVariables(given: string): InputError {
  const names = Object.keys(namedLayouts);
  const near = nearest(given.trim(), names);
  return new InputError(
    `--log-format: found ${JSON.stringify(given)}, expected variables as in ${EXAMPLE}, or one of ${names.join(', ')}` +
      (near === undefined
        ? '. In a shell, put single quotes around it: within double quotes, $ begins a variable of the shell'
        : `; did you mean "${near}"?`),
  );
}

const STRING = String.raw`'(?:[^'\\]|\\[^])*'|"(?:[^"\\]|\\[^])*"`;
const STRINGS = new RegExp(`^(?:${STRING})(?:\\s*(?:${STRING}))*$`);
const ONE_STRING = new RegExp(`^(?:${STRING})$`);

/** The format within a directive: nginx joins its strings, Apache has one, and a nickname behind it. */
function withoutDirective(text: string): { readonly format: string; readonly escapes: boolean } {
  const nginx = /^log_format\s+[\w-]+\s+/.exec(text)?.[0] ?? '';
  const apache = /^(?:LogFormat|CustomLog\s+\S+)\s+/i.exec(text)?.[0] ?? '';
  const escape = /^escape=(default|json|none)\s+/.exec(text.slice(nginx.length));
  const rest = text
    .slice(Math.max(nginx.length + (escape?.[0].length ?? 0), apache.length))
    .replace(/(?<=['"])\s*;\s*$/, '')
    .replace(apache === '' ? /$^/ : /(?<=")\s+\S+$/, '');
  const isJoined = nginx !== '' || escape !== null || rest.startsWith("'");
  const isQuoted = (isJoined ? STRINGS : ONE_STRING).test(rest);
  return { format: isQuoted ? unquoted(rest) : rest, escapes: escape?.[1] !== 'none' };
}

const CONTROLS: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

function unquoted(strings: string): string {
  return [...strings.matchAll(new RegExp(STRING, 'g'))]
    .map(([string]) => string.slice(1, -1))
    .join('')
    .replace(/\\(["'\\nrt])/g, (_, char: string) => CONTROLS[char] ?? char);
}
