import { drawing, FOOT } from "./drawing.ts";
import type { Knit } from "./drawing.ts";
import { encodeJpeg } from "./jpeg.ts";
import type { Colour } from "./jpeg.ts";
import { crosses, ears, play, rings, seam, spots } from "./patterns.ts";
import type { Pattern } from "./patterns.ts";

/** The picture in cells; each becomes a block of 8 by 8 pixels. */
const WIDTH = 60;
const HEIGHT = 50;

const PURPLE = hex(0x6a3d9a);
const GOLD = hex(0xf2c14e);
const BROWN = hex(0x8c5a2b);
const BLUE = hex(0x2b6cb0);
const BLACK = hex(0x202428);
const SILVER = hex(0xc3ccd3);
const RED = hex(0xc53030);
const GREEN = hex(0x2f855a);
const SKIN = hex(0xe8b796);
const WHITE = hex(0xffffff);
const SLATE = hex(0x4a5568);
const GROUND = hex(0xf1ede4);

/** Every picture that the seed names, by its file name. */
const KNITS: Readonly<Record<string, Knit>> = {
    "holy_1.jpeg": knit(spots(8), PURPLE, GOLD),
    "holy_2.jpeg": knit(spots(8), GOLD, PURPLE),
    "colourful_socks.jpg": knit(rings(3), BROWN, BLUE),
    "puma_1.jpeg": knit(rings(7), BLACK, SILVER),
    "puma_2.jpeg": knit(rings(7), SILVER, BLACK),
    "cross_1.jpeg": knit(crosses(9), BLUE, RED),
    "cross_2.jpeg": knit(crosses(9), RED, BLUE),
    "WAT.jpg": knit(ears(6), GREEN, BLUE),
    "WAT2.jpg": knit(ears(6), BLUE, GREEN),
    "catsocks.jpg": knit(ears(9), BROWN, GREEN),
    "catsocks2.jpg": knit(ears(9), GREEN, BROWN),
    "bit_of_leg_1.jpeg": knit(seam(25), SKIN, BLUE),
    "bit_of_leg_2.jpeg": knit(seam(25), BLUE, SKIN),
    "youtube_1.jpeg": knit(play(21, 13, 7), RED, WHITE),
    "youtube_2.jpeg": knit(play(21, 13, 7), SLATE, RED),
    "classic.jpg": knit(rings(2), BROWN, GREEN),
    "classic2.jpg": knit(rings(2), GREEN, BROWN),
};

/** Every picture of the seeded catalogue, drawn anew: nothing binary is kept in the project. */
export function sockPictures(): Map<string, Uint8Array> {
    return new Map(Object.entries(KNITS).map(([file, knit]) => [file, encodeJpeg(draw(knit))]));
}

/** The same as drawings, by the picture's name with the ending `.svg`. */
export function sockDrawings(): Map<string, string> {
    return new Map(
        Object.entries(KNITS).map(([file, knit]) => [
            file.replace(/\.jpe?g$/, ".svg"),
            drawing(knit, GROUND),
        ]),
    );
}

function draw(knit: Knit): Colour[][] {
    return Array.from({ length: HEIGHT }, (_, y) =>
        Array.from({ length: WIDTH }, (_, x) => colourAt(x, y, knit)),
    );
}

function colourAt(x: number, y: number, { pattern, main, second }: Knit): Colour {
    const cuff = y >= 3 && y < 10 && x >= 14 && x < 37;
    if (cuff) {
        // Ribs, as cuffs have them.
        return x % 3 === 1 ? main : second;
    }
    if (!inSock(x, y)) {
        return GROUND;
    }
    const heel = Math.hypot(x - 17, y - 38) < 8;
    const toe = x > 45;
    return heel || toe || pattern.covers(x, y) ? second : main;
}

/** The leg, and a foot that is round at both ends. */
function inSock(x: number, y: number): boolean {
    const leg = y >= 10 && y < 34 && x >= 15.5 && x < 35;
    const { heel, toe } = FOOT;
    const along = Math.min(1, Math.max(0, (x - heel.x) / (toe.x - heel.x)));
    const between = (from: number, to: number): number => from + along * (to - from);
    const foot =
        Math.hypot(x - between(heel.x, toe.x), y - between(heel.y, toe.y)) <
        between(heel.radius, toe.radius);
    return leg || foot;
}

function knit(pattern: Pattern, main: Colour, second: Colour): Knit {
    return { pattern, main, second };
}

function hex(rgb: number): Colour {
    return [rgb >> 16, (rgb >> 8) & 0xff, rgb & 0xff];
}
