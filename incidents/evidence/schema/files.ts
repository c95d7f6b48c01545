/** Files of a run beside its streams. */
export const MANIFEST_FILE = "manifest.json";
export const SERIES_FILE = "series.json";
export const OUTCOME_FILE = "proof.json";

/** A stream's file while its run is written. */
export function plainFile(stream: string): string {
    return `${stream}.jsonl`;
}

/** A stream's file once its run has ended. */
export function packedFile(stream: string): string {
    return `${stream}.jsonl.gz`;
}
