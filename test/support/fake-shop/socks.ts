/** A sock as the catalogue tells it. */
export interface FakeSock {
    id: string;
    name: string;
    description: string;
    imageUrl: string[];
    price: number;
    count: number;
    tag: string[];
}

/** Nine socks, as in the seed: a page of six and a rest. Holy and Crossed have the seed's prices. */
export function fakeSocks(): FakeSock[] {
    return [
        sock("03fef6ac", "Holy", 99.99, 1, ["holy_1.jpeg", "holy_2.jpeg"], ["action", "magic"]),
        sock("3395a43e", "Colourful", 18, 438, ["colourful_socks.jpg"], ["brown", "blue"]),
        sock("510a0d7e", "SuperSport XL", 15, 820, ["puma_1.jpeg", "puma_2.jpeg"], ["sport"]),
        sock("808a2de1", "Crossed", 17.32, 738, ["cross_1.jpeg", "cross_2.jpeg"], ["blue", "red"]),
        sock("819e1fbf", "Figueroa", 14, 808, ["WAT.jpg", "WAT2.jpg"], ["green", "blue"]),
        sock("837ab141", "Cat socks", 15, 175, ["catsocks.jpg", "catsocks2.jpg"], ["brown"]),
        sock("a0a4f044", "Nerd leg", 7.99, 115, ["bit_of_leg_1.jpeg"], ["skin"]),
        sock("d3588630", "YouTube.sock", 10.99, 801, ["youtube_1.jpeg"], ["geek"]),
        sock("zzz4f044", "Classic", 12, 127, ["classic.jpg", "classic2.jpg"], ["brown", "green"]),
    ];
}

function sock(
    id: string,
    name: string,
    price: number,
    count: number,
    files: string[],
    tag: string[],
): FakeSock {
    const description = `${name}: warm, soft, and made to be shown to friends and strangers alike.`;
    const imageUrl = files.map((file) => `/catalogue/images/${file}`);
    return { id, name, description, imageUrl, price, count, tag };
}
