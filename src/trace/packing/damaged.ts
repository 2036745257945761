/** Compressed data that ends too early or is broken. What was unpacked before it was handed on. */
export class DamagedData extends Error {
  override readonly name = 'DamagedData';

  /** Whether the data ends too early. */
  readonly isCutShort: boolean;

  /** @param message what is wrong, as in `unexpected end of file`. */
  constructor(message: string, isCutShort: boolean) {
    super(message);
    this.isCutShort = isCutShort;
  }
}
