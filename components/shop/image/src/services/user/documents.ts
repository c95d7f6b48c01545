import { ObjectId } from "mongodb";
import type { Address, Card, Customer, Stored } from "./store.ts";

/** A customer as stored. */
export interface CustomerDocument {
    _id: ObjectId;
    firstName: string;
    lastName: string;
    email: string;
    username: string;
    password: string;
    salt: string;
    addresses: ObjectId[];
    cards: ObjectId[];
}

/** Fields of a document that another program may have written: any of them may be missing. */
type Found<Document> = { _id: ObjectId } & { [Key in keyof Document]?: Document[Key] };

const text = (value: string | undefined): string => value ?? "";
const hex = (id: ObjectId): string => id.toHexString();

export function toCustomer(found: Found<Omit<CustomerDocument, "_id">>): Customer {
    return {
        id: hex(found._id),
        firstName: text(found.firstName),
        lastName: text(found.lastName),
        email: text(found.email),
        username: text(found.username),
        password: text(found.password),
        salt: text(found.salt),
        addresses: (found.addresses ?? []).map(hex),
        cards: (found.cards ?? []).map(hex),
    };
}

export function toCustomerDocument({ id, addresses, cards, ...rest }: Customer): CustomerDocument {
    return {
        _id: new ObjectId(id),
        ...rest,
        addresses: addresses.map((id) => new ObjectId(id)),
        cards: cards.map((id) => new ObjectId(id)),
    };
}

export function toAddress(found: Found<Address>): Stored<Address> {
    return {
        id: hex(found._id),
        street: text(found.street),
        number: text(found.number),
        country: text(found.country),
        city: text(found.city),
        postcode: text(found.postcode),
    };
}

export function toCard(found: Found<Card>): Stored<Card> {
    return {
        id: hex(found._id),
        longNum: text(found.longNum),
        expires: text(found.expires),
        ccv: text(found.ccv),
    };
}
