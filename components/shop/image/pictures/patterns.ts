/** Whether a cell of the sock's knit takes the second colour. */
export type Pattern = (x: number, y: number) => boolean;

/** Rings of the given height around the leg. */
export function rings(height: number): Pattern {
    return (_x, y) => Math.floor(y / height) % 2 === 1;
}

/** Thin lines that cross each other slantwise. */
export function crosses(step: number): Pattern {
    return (x, y) => (x + y) % step < 1.5 || (x - y + 100 * step) % step < 1.5;
}

/** Round spots in a grid. */
export function spots(step: number): Pattern {
    return (x, y) => {
        const shifted = Math.floor(y / step) % 2 === 0 ? x : x + step / 2;
        return Math.hypot((shifted % step) - step / 2, (y % step) - step / 2) < step * 0.3;
    };
}

/** Pointed ears, row over row. */
export function ears(step: number): Pattern {
    return (x, y) => Math.abs((x % step) - step / 2) * 2 < (y % step) - 1;
}

/** One triangle on the leg, pointing right. */
export function play(left: number, top: number, size: number): Pattern {
    return (x, y) => x >= left && x - left < size - Math.abs(y - top - size);
}

/** One thin line down the leg. */
export function seam(at: number): Pattern {
    return (x) => Math.abs(x - at) < 1;
}
