/** Bytes that are gathered, up to a limit. */
export interface ByteBuffer {
  readonly length: number;
  /** Whether more came than the limit lets in; the rest is left out. */
  readonly isFull: boolean;
  put(byte: number): void;
  /** Puts the bytes from `start` to before `end`. */
  putSpan(bytes: Uint8Array, start: number, end: number): void;
  /** As UTF-8, from `start` on. */
  text(start?: number): string;
  clear(): void;
}

const decoder = new TextDecoder();

/** An empty buffer. @param limit in bytes. */
export function createByteBuffer(limit: number): ByteBuffer {
  let bytes = new Uint8Array(1024);
  let length = 0;
  let isFull = false;
  const reserve = (more: number): boolean => {
    if (length + more > limit) isFull = true;
    else if (length + more > bytes.length) {
      const wider = new Uint8Array(Math.max(length + more, bytes.length * 2));
      wider.set(bytes.subarray(0, length));
      bytes = wider;
    }
    return !isFull;
  };
  return {
    get length() {
      return length;
    },
    get isFull() {
      return isFull;
    },
    put(byte) {
      if (length < bytes.length || reserve(1)) bytes[length++] = byte;
    },
    putSpan(from, start, end) {
      if (!reserve(end - start)) return;
      bytes.set(from.subarray(start, end), length);
      length += end - start;
    },
    text: (start = 0) => decoder.decode(bytes.subarray(start, length)),
    clear() {
      length = 0;
      isFull = false;
    },
  };
}
