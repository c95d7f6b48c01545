/** A sock as the seed has it. */
export interface SeedSock {
    id: string;
    name: string;
    price: number;
    count: number;
    images: [string, string];
    tags: string[];
}

function sock(row: string): SeedSock {
    const [id = "", name = "", price, count, image1 = "", image2 = "", tags = ""] = row.split("|");
    const at = (file: string): string => `/catalogue/images/${file}`;
    return {
        id,
        name,
        price: Number(price),
        count: Number(count),
        images: [at(image1), at(image2)],
        tags: tags.split(","),
    };
}

/** The seed of the released images, in API order (shop-api.md, section 2.6). */
export const SOCKS: readonly SeedSock[] = [
    "03fef6ac-1896-4ce8-bd69-b798f85c6e0b|Holy|99.99|1|holy_1.jpeg|holy_2.jpeg|action,magic",
    "3395a43e-2d88-40de-b95f-e00e1502085b|Colourful|18|438|colourful_socks.jpg|colourful_socks.jpg|brown,blue",
    "510a0d7e-8e83-4193-b483-e27e09ddc34d|SuperSport XL|15|820|puma_1.jpeg|puma_2.jpeg|sport,formal,black",
    "808a2de1-1aaa-4c25-a9b9-6612e8f29a38|Crossed|17.32|738|cross_1.jpeg|cross_2.jpeg|blue,action,red,formal",
    "819e1fbf-8b7e-4f6d-811f-693534916a8b|Figueroa|14|808|WAT.jpg|WAT2.jpg|green,formal,blue",
    "837ab141-399e-4c1f-9abc-bace40296bac|Cat socks|15|175|catsocks.jpg|catsocks2.jpg|brown,formal,green",
    "a0a4f044-b040-410d-8ead-4de0446aec7e|Nerd leg|7.99|115|bit_of_leg_1.jpeg|bit_of_leg_2.jpeg|blue,skin",
    "d3588630-ad8e-49df-bbd7-3167f7efb246|YouTube.sock|10.99|801|youtube_1.jpeg|youtube_2.jpeg|formal,geek",
    "zzz4f044-b040-410d-8ead-4de0446aec7e|Classic|12|127|classic.jpg|classic2.jpg|brown,green",
].map(sock);

/** Tags by their ids, from 1. */
export const TAGS = [
    ...["brown", "geek", "formal", "blue", "skin", "red"],
    ...["action", "sport", "black", "magic", "green"],
];

/** The sock of that name. */
export function sockNamed(name: string): SeedSock {
    const found = SOCKS.find((one) => one.name === name);
    if (found === undefined) throw new Error(`the seed has no sock ${name}`);
    return found;
}

/** A seed sock as the API shows it, its description aside. */
export function shown(sock: SeedSock, tags = sock.tags): Record<string, unknown> {
    const { id, name, images, price, count } = sock;
    return { id, name, imageUrl: images, price, count, tag: tags };
}
