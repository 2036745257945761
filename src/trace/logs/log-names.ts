/**
 * Names under which logs write a value, the most exact first: those of nginx, of the W3C format and, in JSON, of Envoy,
 * of AWS's load balancers (as its documentation and its tables name them), of pino and of Caddy. Of users and addresses
 * each that a row lacks gives way to the next.
 */
export const LOG_NAMES = {
  timestamp: ['msec', 'time_iso8601', 'time_local', 'start_time', 'time', '@timestamp', 'ts'],
  date: ['date'],
  request: ['request'],
  method: ['request_method', 'cs-method', 'request_verb', 'req.method', 'request.method'],
  target: [
    'request_uri',
    'cs-uri',
    'request_url',
    'req.url',
    'request.url',
    'request.uri',
    'uri',
    'cs-uri-stem',
  ],
  query: ['args', 'query_string', 'cs-uri-query'],
  user: ['remote_user', 'cs-username', 'user_id'],
  address: [
    'remote_addr',
    'c-ip',
    'client_ip',
    'client:port',
    'x_forwarded_for',
    'http_x_forwarded_for',
    'downstream_remote_address',
    'req.remoteAddress',
    'request.client_ip',
    'request.remote_ip',
  ],
  status: ['status', 'sc-status', 'response_code', 'elb_status_code', 'res.statusCode'],
} as const;

/** A value that logs write. */
export type LogValue = keyof typeof LOG_NAMES;

const known: ReadonlySet<string> = new Set(Object.values(LOG_NAMES).flat());

/** Whether a name is one of those that logs write a value under. */
export function isLogName(name: string): boolean {
  return known.has(name);
}
