import { inflateRawSync } from "node:zlib";

/**
 * Reads a zip archive (no encryption, no zip64: a Go module archive is neither).
 * @param {Buffer} zip
 * @returns {Map<string, Buffer>} file name to content, folders left out
 */
export function readZip(zip) {
    const end = zip.lastIndexOf(Buffer.from("PK\x05\x06", "latin1"));
    if (end < 0) throw new Error("not a zip archive, or broken off");
    const count = zip.readUInt16LE(end + 10);
    let at = zip.readUInt32LE(end + 16);
    /** @type {Map<string, Buffer>} */
    const files = new Map();
    for (let i = 0; i < count; i++) {
        const method = zip.readUInt16LE(at + 10);
        const packed = zip.readUInt32LE(at + 20);
        const [nameLength, extraLength, commentLength] = [28, 30, 32].map((o) =>
            zip.readUInt16LE(at + o),
        );
        const local = zip.readUInt32LE(at + 42);
        const name = zip.toString("utf8", at + 46, at + 46 + Number(nameLength));
        at += 46 + Number(nameLength) + Number(extraLength) + Number(commentLength);
        if (name.endsWith("/")) continue;
        const from = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
        const raw = zip.subarray(from, from + packed);
        files.set(name, method === 0 ? raw : inflateRawSync(raw));
    }
    return files;
}
