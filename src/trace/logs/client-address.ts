const SPACE = 32;
const COMMA = 44;
const ZERO = 48;
const NINE = 57;
const COLON = 58;
const OPENING_BRACKET = 91;

/**
 * The client's address: the first of a list, as proxies write it, without the port, which differs from connection to
 * connection: `10.0.0.1:50123`, `[2001:db8::7]:443`.
 */
export function clientAddress(value: string): string {
  const first = value.split(',', 1)[0]!.trim();
  const bracketed = /^\[([^\]]*)\](?::\d+)?$/.exec(first)?.[1];
  return bracketed ?? first.replace(/^([^:]*):\d+$/, '$1');
}

/** Stands for the end of an address that takes text to tell. */
export const NO_ADDRESS = -1;

/** Where the client's address ends that begins at `start`, before a port or a comma; `NO_ADDRESS` where only `clientAddress` can tell. */
export function addressEnd(bytes: Uint8Array, start: number, end: number): number {
  const first = bytes[start];
  if (start < end && (first === OPENING_BRACKET || first === SPACE)) return NO_ADDRESS;
  let colons = 0;
  let port = start;
  let i = start;
  for (; i < end && bytes[i] !== COMMA; i++) {
    if (bytes[i] !== COLON) continue;
    colons++;
    port = i + 1;
  }
  if (i < end && i > start && bytes[i - 1] === SPACE) return NO_ADDRESS;
  return colons === 1 && port < i && areDigits(bytes, port, i) ? port - 1 : i;
}

function areDigits(bytes: Uint8Array, start: number, end: number): boolean {
  for (let i = start; i < end; i++) if (bytes[i]! < ZERO || bytes[i]! > NINE) return false;
  return true;
}
