import { shortestFloat32 } from "../../platform/go-dialect.ts";

/** A row of the catalogue's query: a sock and its tags in one text. */
export interface SockRow {
    id: string;
    name: string;
    description: string;
    price: number;
    count: number;
    imageUrl1: string;
    imageUrl2: string;
    /** Tag names joined by commas. */
    tagNames: string;
}

/** A sock as clients see it; the order of the keys is the contract's. */
export interface Sock {
    id: string;
    name: string;
    description: string;
    imageUrl: [string, string];
    price: number;
    count: number;
    tag: string[];
}

/** Makes the client's shape of a row. */
export function toSock(row: SockRow): Sock {
    return {
        id: row.id,
        name: row.name,
        description: row.description,
        imageUrl: [row.imageUrl1, row.imageUrl2],
        price: shortestFloat32(row.price),
        count: row.count,
        tag: row.tagNames.split(","),
    };
}
