/** So many levels of objects are looked through for names. */
const DEPTH = 5;

/**
 * The value that a path names in an object of JSON: a key, or keys with dots between. A key that itself holds a dot
 * comes before those within.
 * @returns undefined if there is none.
 */
export function valueAt(object: unknown, path: string): unknown {
  if (!isObject(object)) return undefined;
  if (Object.hasOwn(object, path)) return object[path];
  for (let dot = path.lastIndexOf('.'); dot > 0; dot = path.lastIndexOf('.', dot - 1)) {
    const key = path.slice(0, dot);
    const found = Object.hasOwn(object, key)
      ? valueAt(object[key], path.slice(dot + 1))
      : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The paths of an object's values, each object's own before those within it; arrays are not looked into. */
export function pathsOf(object: object, prefix = '', depth = DEPTH): string[] {
  return Object.entries(object).flatMap(([key, value]: [string, unknown]) => {
    const path = prefix + key;
    return isObject(value) && depth > 1 ? [path, ...pathsOf(value, `${path}.`, depth - 1)] : [path];
  });
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
