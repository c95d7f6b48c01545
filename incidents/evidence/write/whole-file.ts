import { closeSync, fsyncSync, openSync, renameSync, writeSync } from "node:fs";

/** Writes a file as a whole: who reads it, after a crash too, finds the text before or this one. */
export function writeWhole(file: string, text: string): void {
    const next = `${file}.new`;
    const handle = openSync(next, "w");
    try {
        writeSync(handle, text);
        fsyncSync(handle);
    } finally {
        closeSync(handle);
    }
    renameSync(next, file);
}
