import { gunzipSync, strFromU8 } from 'fflate';
import type { PageData } from '../place-figures.js';

/** What the page draws: embedded in it as JSON, compressed by gzip, in base64. */
export function readPageData(): PageData {
  const packed = document.getElementById('page-data')!.textContent.trim();
  const bytes = Uint8Array.from(atob(packed), (char) => char.charCodeAt(0));
  return JSON.parse(strFromU8(gunzipSync(bytes))) as PageData;
}
