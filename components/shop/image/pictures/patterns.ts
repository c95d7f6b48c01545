/** A knit pattern, as cells of a picture and as a tile of a drawing; both in the picture's cells. */
export interface Pattern {
    /** Whether a cell takes the second colour. */
    covers(x: number, y: number): boolean;
    /** What repeats, and the SVG shapes of the second colour in it. */
    tile: { width: number; height: number; shapes: string };
}

/** Rings of the given height around the leg. */
export function rings(height: number): Pattern {
    return {
        covers: (_x, y) => Math.floor(y / height) % 2 === 1,
        tile: {
            width: 60,
            height: 2 * height,
            shapes: `<rect y="${height}" width="60" height="${height}"/>`,
        },
    };
}

/** Thin lines that cross each other slantwise. */
export function crosses(step: number): Pattern {
    return {
        covers: (x, y) => (x + y) % step < 1.5 || (x - y + 100 * step) % step < 1.5,
        tile: {
            width: step,
            height: step,
            shapes: `<path stroke="currentColor" d="M0 0 ${step} ${step}M0 ${step} ${step} 0"/>`,
        },
    };
}

/** Round spots, every other row between those of the last. */
export function spots(step: number): Pattern {
    const spot = (x: number, y: number): string =>
        `<circle cx="${x}" cy="${y}" r="${step * 0.3}"/>`;
    return {
        covers: (x, y) => {
            const shifted = Math.floor(y / step) % 2 === 0 ? x : x + step / 2;
            return Math.hypot((shifted % step) - step / 2, (y % step) - step / 2) < step * 0.3;
        },
        tile: {
            width: step,
            height: 2 * step,
            shapes: spot(step / 2, step / 2) + spot(0, 1.5 * step) + spot(step, 1.5 * step),
        },
    };
}

/** Pointed ears, row over row. */
export function ears(step: number): Pattern {
    return {
        covers: (x, y) => Math.abs((x % step) - step / 2) * 2 < (y % step) - 1,
        tile: {
            width: step,
            height: step,
            shapes: `<path d="M${step / 2} 1 ${step - 0.5} ${step}H.5z"/>`,
        },
    };
}

/** One triangle on the leg, pointing right. */
export function play(left: number, top: number, size: number): Pattern {
    return {
        covers: (x, y) => x >= left && x - left < size - Math.abs(y - top - size),
        tile: {
            width: 60,
            height: 50,
            shapes: `<path d="M${left} ${top}v${2 * size}l${size}-${size}z"/>`,
        },
    };
}

/** One thin line down the leg. */
export function seam(at: number): Pattern {
    return {
        covers: (x) => Math.abs(x - at) < 1,
        tile: { width: 60, height: 50, shapes: `<rect x="${at - 1}" width="2" height="50"/>` },
    };
}
