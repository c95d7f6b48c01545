import { encodeJpeg } from "./jpeg.ts";
import type { Colour } from "./jpeg.ts";

/** A sock in cells: `#` is the sock, `=` its cuff, `o` heel and toe. Each cell is 8 pixels wide. */
const SHAPE = [
    "........................",
    ".....==========.........",
    ".....==========.........",
    ".....==========.........",
    ".....##########.........",
    ".....##########.........",
    ".....##########.........",
    ".....##########.........",
    ".....##########.........",
    ".....##########.........",
    ".....##########.........",
    ".....###########........",
    ".....oo###########......",
    "....ooo#############....",
    "....oooo############oo..",
    "....ooooo##########oooo.",
    ".....oooo##########oooo.",
    "......ooo##########ooo..",
    "........###########oo...",
    "........................",
];

/** Main colour and second colour of each picture, by file name; the names are the seed's. */
const COLOURS: Readonly<Record<string, readonly [Colour, Colour]>> = {
    "holy_1.jpeg": [hex(0x6a3d9a), hex(0xf2c14e)],
    "holy_2.jpeg": [hex(0xf2c14e), hex(0x6a3d9a)],
    "colourful_socks.jpg": [hex(0x8c5a2b), hex(0x2b6cb0)],
    "puma_1.jpeg": [hex(0x202428), hex(0xd9dee2)],
    "puma_2.jpeg": [hex(0xd9dee2), hex(0x202428)],
    "cross_1.jpeg": [hex(0x2b6cb0), hex(0xc53030)],
    "cross_2.jpeg": [hex(0xc53030), hex(0x2b6cb0)],
    "WAT.jpg": [hex(0x2f855a), hex(0x2b6cb0)],
    "WAT2.jpg": [hex(0x2b6cb0), hex(0x2f855a)],
    "catsocks.jpg": [hex(0x8c5a2b), hex(0x2f855a)],
    "catsocks2.jpg": [hex(0x2f855a), hex(0x8c5a2b)],
    "bit_of_leg_1.jpeg": [hex(0x2b6cb0), hex(0xe8b796)],
    "bit_of_leg_2.jpeg": [hex(0xe8b796), hex(0x2b6cb0)],
    "youtube_1.jpeg": [hex(0xc53030), hex(0xffffff)],
    "youtube_2.jpeg": [hex(0x4a5568), hex(0xc53030)],
    "classic.jpg": [hex(0x8c5a2b), hex(0x276749)],
    "classic2.jpg": [hex(0x276749), hex(0x8c5a2b)],
};

const GROUND: Colour = hex(0xf4f1ea);

/** Every picture that the seeded catalogue names, drawn anew: nothing binary is kept in the project. */
export function sockPictures(): Map<string, Uint8Array> {
    return new Map(
        Object.entries(COLOURS).map(([file, colours]) => [file, encodeJpeg(draw(...colours))]),
    );
}

function draw(main: Colour, second: Colour): Colour[][] {
    return SHAPE.map((line, row) =>
        line.split("").map((cell) => {
            if (cell === ".") {
                return GROUND;
            }
            // Stripes: every third row of the sock takes the second colour.
            return cell === "#" && row % 3 !== 0 ? main : second;
        }),
    );
}

function hex(rgb: number): Colour {
    return [rgb >> 16, (rgb >> 8) & 0xff, rgb & 0xff];
}
