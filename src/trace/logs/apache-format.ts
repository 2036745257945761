import { InputError } from '../../errors.js';

/** Directives of Apache's mod_log_config, as nginx names the same values. */
const DIRECTIVES: Readonly<Record<string, string>> = {
  a: '$remote_addr',
  h: '$remote_addr',
  l: '$remote_logname',
  u: '$remote_user',
  t: '[$time_local]',
  r: '$request',
  s: '$status',
  b: '$body_bytes_sent',
  B: '$body_bytes_sent',
  O: '$bytes_sent',
  I: '$request_length',
  S: '$bytes_transferred',
  m: '$request_method',
  U: '$uri',
  q: '$query_string',
  H: '$server_protocol',
  v: '$server_name',
  V: '$host',
  p: '$server_port',
  A: '$server_addr',
  D: '$request_time_us',
  T: '$request_time',
  P: '$pid',
  X: '$connection_status',
  k: '$connection_requests',
  L: '$log_id',
  f: '$request_filename',
  R: '$handler',
};

/** What `%{NAME}` stands for before these letters, without the name. */
const NAMED: Readonly<Record<string, string>> = {
  i: 'http_',
  o: 'sent_http_',
  C: 'cookie_',
  e: 'env_',
  n: 'note_',
  x: 'ssl_',
};

const DIRECTIVE = /%(%|[!\d,]*[<>]?(?:\{([^}]*)\})?(\^t[io]|[A-Za-z]))/g;

/**
 * A LogFormat of Apache, with its directives named as nginx names the same values:
 * `%h %l %u %t "%r" %>s` is `$remote_addr $remote_logname $remote_user [$time_local] "$request" $status`.
 * @throws InputError for a directive that Apache does not have.
 */
export function fromApacheFormat(format: string): string {
  return format
    .replaceAll('%U%q', '${request_uri}')
    .replace(DIRECTIVE, (whole, code: string, name: string | undefined, letter: string) => {
      if (code === '%') return '%';
      const plain = DIRECTIVES[letter];
      const prefix = NAMED[letter.replace(/^\^t/, '')];
      if (name !== undefined && letter === 't') return '${time}';
      if (name !== undefined && prefix !== undefined) {
        return `\${${prefix}${name.toLowerCase().replace(/\W/g, '_')}}`;
      }
      if (plain !== undefined) return plain.replace(/\$(\w+)/, '${$1}');
      throw new InputError(
        `--log-format: "${whole}" is no directive of Apache's LogFormat; a format may name any value itself, as in $name`,
      );
    });
}
