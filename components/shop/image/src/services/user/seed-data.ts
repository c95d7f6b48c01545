import type { Address, Card, Customer, Stored } from "./store.ts";

/** Id of a seed document from its last two digits. */
const id = (end: string): string => `57a98d98e4b00679b4a830${end}`;

/** The contract's users: Eve_Berger / eve, user / password, user1 / password. */
export const SEED_CUSTOMERS: readonly Customer[] = [
    {
        id: id("af"),
        firstName: "Eve",
        lastName: "Berger",
        email: "",
        username: "Eve_Berger",
        password: "fec51acb3365747fc61247da5e249674cf8463c2",
        salt: "c748112bc027878aa62812ba1ae00e40ad46d497",
        addresses: [id("ad")],
        cards: [id("ae")],
    },
    {
        id: id("b2"),
        firstName: "User",
        lastName: "Name",
        email: "",
        username: "user",
        password: "e2de7202bb2201842d041f6de201b10438369fb8",
        salt: "6c1c6176e8b455ef37da13d953df971c249d0d8e",
        addresses: [id("b0")],
        cards: [id("b1")],
    },
    {
        id: id("b5"),
        firstName: "User1",
        lastName: "Name1",
        email: "",
        username: "user1",
        password: "8f31df4dcc25694aeb0c212118ae37bbd6e47bcd",
        salt: "bd832b0e10c6882deabc5e8e60a37689e2b708c2",
        addresses: [id("b3")],
        cards: [id("b4")],
    },
];

const GLASGOW = {
    street: "Whitelees Road",
    number: "246",
    country: "United Kingdom",
    city: "Glasgow",
    postcode: "G67 3DL",
};

/** The last one is nobody's. */
export const SEED_ADDRESSES: readonly Stored<Address>[] = [
    { id: id("ad"), ...GLASGOW },
    { id: id("b0"), ...GLASGOW },
    {
        id: id("b3"),
        street: "Maes-Y-Deri",
        number: "4",
        country: "United Kingdom",
        city: "Aberdare",
        postcode: "CF44 6TF",
    },
    {
        id: "57a98ddce4b00679b4a830d1",
        street: "my road",
        number: "3",
        country: "UK",
        city: "London",
        postcode: "",
    },
];

/** The last one is nobody's. */
export const SEED_CARDS: readonly Stored<Card>[] = [
    { id: id("ae"), longNum: "5953580604169678", expires: "08/19", ccv: "678" },
    { id: id("b1"), longNum: "5544154011345918", expires: "08/19", ccv: "958" },
    { id: id("b4"), longNum: "0908415193175205", expires: "08/19", ccv: "280" },
    {
        id: "57a98ddce4b00679b4a830d2",
        longNum: "5429804235432",
        expires: "04/16",
        ccv: "432",
    },
];
