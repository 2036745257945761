const COMMA = 44;
const COLON = 58;

/** Names of values that may hold a client's port, or the proxies between. */
const NAMES: readonly string[] = ['x_forwarded_for', 'downstream_remote_address'];

/** Whether a value of this name may hold more than the client's address. */
export function mayNameProxies(name: string): boolean {
  return NAMES.includes(name);
}

/**
 * The client's address: the first of a list, as proxies write it, without the port, which differs from connection to
 * connection: `10.0.0.1:50123`, `[2001:db8::7]:443`.
 */
export function clientAddress(value: string): string {
  const first = value.split(',', 1)[0]!.trim();
  const bracketed = /^\[([^\]]*)\](?::\d+)?$/.exec(first)?.[1];
  return bracketed ?? first.replace(/^([^:]*):\d+$/, '$1');
}

/** Whether bytes hold no list and no port. */
export function isPlainAddress(bytes: Uint8Array, start: number, end: number): boolean {
  for (let i = start; i < end; i++) if (bytes[i] === COMMA || bytes[i] === COLON) return false;
  return true;
}
