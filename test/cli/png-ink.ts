import { inflateSync } from 'node:zlib';

/** A part of a picture, its edges as shares of its width and height. */
export interface Part {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Width and height of a PNG, in pixels. */
export function sizeOf(png: Uint8Array): [width: number, height: number] {
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength);
  return [view.getUint32(16), view.getUint32(20)];
}

/** How many pixels of a part of a PNG (8 bits, RGBA or RGB) are not white. */
export function inkOf(png: Uint8Array, { left, top, right, bottom }: Part): number {
  const [width, height] = sizeOf(png);
  const { bytes, channels } = pixelsOf(png, width, height);
  let ink = 0;
  for (let y = Math.floor(top * height); y < Math.ceil(bottom * height); y++) {
    for (let x = Math.floor(left * width); x < Math.ceil(right * width); x++) {
      const at = (y * width + x) * channels;
      if (bytes[at]! + bytes[at + 1]! + bytes[at + 2]! < 3 * 255) ink++;
    }
  }
  return ink;
}

/** The filters of PNG undone (PNG Specification, section 9). */
function pixelsOf(png: Uint8Array, width: number, height: number) {
  const channels = png[25] === 6 ? 4 : 3;
  const raw = inflateSync(Buffer.concat(chunksOf(png)));
  const stride = width * channels;
  const bytes = new Uint8Array(stride * height);
  for (let y = 0; y < height; y++) {
    const filter = raw[y * (stride + 1)]!;
    for (let i = 0; i < stride; i++) {
      const at = y * stride + i;
      const a = i < channels ? 0 : bytes[at - channels]!;
      const b = y === 0 ? 0 : bytes[at - stride]!;
      const c = i < channels || y === 0 ? 0 : bytes[at - stride - channels]!;
      const predicted = [0, a, b, (a + b) >> 1, paeth(a, b, c)][filter]!;
      bytes[at] = raw[y * (stride + 1) + 1 + i]! + predicted;
    }
  }
  return { bytes, channels };
}

function paeth(a: number, b: number, c: number): number {
  const [pa, pb, pc] = [Math.abs(b - c), Math.abs(a - c), Math.abs(a + b - 2 * c)];
  return pa <= pb && pa <= pc ? a : pb <= pc ? b : c;
}

/** The data of the IDAT chunks. */
function chunksOf(png: Uint8Array): Uint8Array[] {
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength);
  const chunks: Uint8Array[] = [];
  for (let at = 8; at < png.length;) {
    const length = view.getUint32(at);
    const type = String.fromCharCode(...png.subarray(at + 4, at + 8));
    if (type === 'IDAT') chunks.push(png.subarray(at + 8, at + 8 + length));
    at += length + 12;
  }
  return chunks;
}
