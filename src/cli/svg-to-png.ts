import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Resvg } from '@resvg/resvg-js';

/** Pixels of a picture for each of the SVG's. */
const SCALE = 2;

/** The package that brings the font: Carlito (SIL Open Font License 1.1), in TrueType, which resvg reads. */
const FONT_PACKAGE = '@expo-google-fonts/carlito';

const FONT_FILES = ['400Regular/Carlito_400Regular.ttf', '700Bold/Carlito_700Bold.ttf'];

/** Letters that the font has: Latin, Greek, Cyrillic, and signs of print and mathematics. */
const KNOWN_LETTERS = /^[\u0000-\u052f\u1d00-\u22ff]*$/; // eslint-disable-line no-control-regex -- all of Latin

/**
 * An SVG as a PNG on white, twice as large so that it is sharp on a fine screen. Its text is drawn with a font that
 * the program brings, so that every machine draws it alike; fonts of the machine are looked through only where
 * that one lacks a letter.
 */
export function svgToPng(svg: string): Uint8Array {
  const folder = dirname(createRequire(import.meta.url).resolve(`${FONT_PACKAGE}/package.json`));
  const image = new Resvg(svg, {
    background: '#fff',
    fitTo: { mode: 'zoom', value: SCALE },
    font: {
      fontFiles: FONT_FILES.map((file) => join(folder, file)),
      loadSystemFonts: !KNOWN_LETTERS.test(svg),
      defaultFontFamily: 'Carlito',
      sansSerifFamily: 'Carlito',
    },
  });
  return image.render().asPng();
}
