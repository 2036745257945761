import { describe, expect, test } from 'vitest';
import { layoutOf, namedLayouts } from '../../../src/trace/logs/log-layout.js';
import { parseLogFormat } from '../../../src/trace/logs/parse-log-format.js';
import { inputErrorOf } from '../reading.js';

const MAIN = '$remote_addr - $remote_user [$time_local] "$request" $status';
const errorOf = (format: string): Promise<string> =>
  inputErrorOf(Promise.resolve().then(() => parseLogFormat(format)));

describe('a log format', () => {
  test.each([
    ['bare', MAIN],
    ['in quotes', `'${MAIN}'`],
    ['in double quotes', `"${MAIN.replaceAll('"', '\\"')}"`],
    [
      'in several strings',
      `'$remote_addr - $remote_user [$time_local] '\n    '"$request" $status'`,
    ],
    [
      'with its directive',
      `log_format main '$remote_addr - $remote_user [$time_local] '\n '"$request" $status';`,
    ],
    ['with an escape', `log_format main escape=default '${MAIN}';`],
    ['with braces', MAIN.replace('$status', '${status}')],
  ])('of nginx, %s', (_, format) => {
    expect(parseLogFormat(format)).toEqual(layoutOf(MAIN));
  });

  test('of nginx that begins with a quote keeps it', () => {
    expect(parseLogFormat('"$request" "$status"').texts).toEqual(['"', '" "', '"']);
  });

  test('of nginx without escapes has none', () => {
    expect(parseLogFormat("escape=none '$msec $request'")).toEqual(
      layoutOf('$msec $request', { escapes: false }),
    );
  });

  test.each([
    ['$msec $uri$is_args$args $status', '$msec $request_uri $status'],
    ['$msec $scheme://$host$request_uri $status', '$msec $scheme://$request_uri $status'],
    ['%U%q %s', '$request_uri $status'],
  ])('%s joins what is the target of a request', (format, joined) => {
    expect(parseLogFormat(format)).toEqual(layoutOf(joined));
  });

  test.each([
    ['bare', '%h %l %u %t "%r" %>s %b "%{Referer}i" "%{User-Agent}i" %D %%'],
    [
      'with its directive',
      'LogFormat "%h %l %u %t \\"%r\\" %>s %b \\"%{Referer}i\\" \\"%{User-Agent}i\\" %D %%" combined',
    ],
  ])('of Apache, %s', (_, format) => {
    expect(parseLogFormat(format)).toEqual(
      layoutOf(
        '$remote_addr $remote_logname $remote_user [$time_local] "$request" $status $body_bytes_sent ' +
          '"$http_referer" "$http_user_agent" $request_time_us %',
      ),
    );
  });

  test('has a name', () => {
    expect(parseLogFormat(' combined ')).toBe(namedLayouts.combined);
    expect(parseLogFormat('common')).toBe(namedLayouts.common);
  });

  test.each([
    [
      '$status$body_bytes_sent',
      '--log-format: $status and $body_bytes_sent stand side by side, so that no one can tell where the first ' +
        'ends; put a character between them where the log is written',
    ],
    [
      'combind',
      `--log-format: found "combind", expected variables as in '$remote_addr [$time_local] "$request" $status', ` +
        'or one of common, combined; did you mean "combined"?',
    ],
    [
      ' - [] ""',
      `--log-format: found " - [] \\"\\"", expected variables as in '$remote_addr [$time_local] "$request" $status', ` +
        'or one of common, combined. In a shell, put single quotes around it: within double quotes, $ begins a ' +
        'variable of the shell',
    ],
    [
      '%h %y',
      `--log-format: "%y" is no directive of Apache's LogFormat; a format may name any value itself, as in $name`,
    ],
    ['$msec\n$request', '--log-format: a line end within the format; a request has to be one line'],
  ])('%j is refused', async (format, message) => {
    expect(await errorOf(format)).toBe(message);
  });
});
