/** A document of numbers in one text, whatever the order of its keys: it is compared quickly. */
export function asText(document: object): string {
  return JSON.stringify(document, (_, value: unknown) => {
    if (ArrayBuffer.isView(value)) return (value as Float64Array).join();
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isObject
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value;
  });
}
