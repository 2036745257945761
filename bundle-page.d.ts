export function bundlePage(outfile: string): Promise<void>;
