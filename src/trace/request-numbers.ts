/**
 * Numbers what requests ask for, so that two that ask for the same are known without their texts: equal where
 * the category as recorded, the method, and the path with its query string are equal.
 */
export interface RequestNumbers {
  numberOf(
    category: string | undefined,
    request: { readonly method: string; readonly path: string } | null,
    unmappedName: string | undefined,
  ): number;
  /** How each number is named where the model does not map it; empty where it does. */
  readonly unmappedNames: readonly string[];
}

/** Numbers from 0, in order of first appearance. */
export function createRequestNumbers(): RequestNumbers {
  const numbers = new Map<string, number>();
  const unmappedNames: string[] = [];
  return {
    unmappedNames,
    numberOf(category = '', request, unmappedName = '') {
      const asked =
        request === null ? category : `${category} ${request.method.toUpperCase()} ${request.path}`;
      let number = numbers.get(asked);
      if (number === undefined) {
        number = unmappedNames.length;
        numbers.set(asked, number);
        unmappedNames.push(unmappedName);
      }
      return number;
    },
  };
}
