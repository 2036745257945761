/**
 * The plain value of a YAML document that comes with the program, by the SHA-256 of its text in hex; undefined for
 * any other. To read one takes longer than to replay most traces: the build puts into the place of this module one
 * that holds them (see `build.js`).
 */
export const parsedDocument: (sha256: string) => unknown = () => undefined;
