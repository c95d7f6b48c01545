/** The least that is a JPEG: baseline, three components, and only flat blocks of 8 by 8 pixels. */

/** Red, green, blue, 0 to 255 each. */
export type Colour = readonly [number, number, number];

/** The edge of a block in pixels. */
const BLOCK = 8;

/** Canonical code of the eleven size categories that a flat block's difference can have (0 to 11). */
const CATEGORY_BITS = [0, 0, 0, 12, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
const CATEGORIES = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11];
const CATEGORY_CODE_LENGTH = 4;
/** The only other symbol: "nothing but the flat value in this block". One bit, 0. */
const END_OF_BLOCK_BITS = [1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];

/**
 * Encodes a picture whose cells become blocks: rows of colours, all of one length. A flat block needs
 * no cosine transform and no quantisation, which is what makes this short, exact and dependency-free.
 */
export function encodeJpeg(rows: readonly (readonly Colour[])[]): Uint8Array {
    const height = rows.length * BLOCK;
    const width = (rows[0]?.length ?? 0) * BLOCK;
    return Uint8Array.from([
        0xff,
        0xd8,
        ...segment(0xe0, [...Buffer.from("JFIF\0", "latin1"), 1, 1, 0, 0, 1, 0, 1, 0, 0]),
        // Quantisation by 1 throughout: the flat value is stored as it is.
        ...segment(0xdb, [0, ...Array.from({ length: 64 }, () => 1)]),
        ...segment(0xc0, [8, ...word(height), ...word(width), 3, ...[1, 2, 3].flatMap(component)]),
        ...segment(0xc4, [0x00, ...CATEGORY_BITS, ...CATEGORIES]),
        ...segment(0xc4, [0x10, ...END_OF_BLOCK_BITS, 0]),
        ...segment(0xda, [3, 1, 0, 2, 0, 3, 0, 0, 63, 0]),
        ...scan(rows),
        0xff,
        0xd9,
    ]);
}

function word(value: number): number[] {
    return [value >> 8, value & 0xff];
}

function segment(marker: number, payload: readonly number[]): number[] {
    return [0xff, marker, ...word(payload.length + 2), ...payload];
}

function component(id: number): number[] {
    return [id, 0x11, 0];
}

/** The blocks, each component's value as the difference from the block before. */
function scan(rows: readonly (readonly Colour[])[]): number[] {
    const bits: number[] = [];
    const last: [number, number, number] = [0, 0, 0];
    for (const colour of rows.flat()) {
        for (const [index, value] of toYcc(colour).entries()) {
            // The transform of a flat block is its level, times the edge of the block.
            const level = Math.round((value - 128) * BLOCK);
            putDifference(bits, level - (last[index] ?? 0));
            last[index] = level;
            bits.push(0);
        }
    }
    return stuffed(bits);
}

function toYcc([r, g, b]: Colour): [number, number, number] {
    return [
        0.299 * r + 0.587 * g + 0.114 * b,
        128 - 0.168736 * r - 0.331264 * g + 0.5 * b,
        128 + 0.5 * r - 0.418688 * g - 0.081312 * b,
    ];
}

function putDifference(bits: number[], difference: number): void {
    const category = difference === 0 ? 0 : Math.floor(Math.log2(Math.abs(difference))) + 1;
    putBits(bits, category, CATEGORY_CODE_LENGTH);
    putBits(bits, difference < 0 ? difference + 2 ** category - 1 : difference, category);
}

function putBits(bits: number[], value: number, count: number): void {
    for (let bit = count - 1; bit >= 0; bit -= 1) {
        bits.push((value >> bit) & 1);
    }
}

/** Bytes of the bits, filled up with ones; a 0 follows each 255, or it would read as a marker. */
function stuffed(bits: readonly number[]): number[] {
    const bytes: number[] = [];
    for (let at = 0; at < bits.length; at += 8) {
        let byte = 0;
        for (let bit = 0; bit < 8; bit += 1) {
            byte = byte * 2 + (bits[at + bit] ?? 1);
        }
        bytes.push(...(byte === 0xff ? [0xff, 0] : [byte]));
    }
    return bytes;
}
