import { logfmt } from "../../../../../components/shop/image/src/platform/log.ts";
import { createUserApp } from "../../../../../components/shop/image/src/services/user/app.ts";
import { fakeUsers } from "./fake-users.ts";
import type { FakeUsers } from "./fake-users.ts";

export const PREFIX = "57a98d98e4b00679b4a830";
export const USER = `${PREFIX}b2`;
const HAL = "application/hal+json";
export const TEXT = "text/plain; charset=utf-8";
/** The id that the fake gives out first. */
export const FIRST = "000000000000000000000001";

export const customer = (
    id: string,
    firstName: string,
    lastName: string,
    username: string,
): string => {
    const at = `http://user.test:81/customers/${id}`;
    return (
        `{"firstName":"${firstName}","lastName":"${lastName}","username":"${username}","id":"${id}",` +
        `"_links":{"addresses":{"href":"${at}/addresses"},"cards":{"href":"${at}/cards"},` +
        `"customer":{"href":"${at}"},"self":{"href":"${at}"}}}`
    );
};
export const EVE = customer(`${PREFIX}af`, "Eve", "Berger", "Eve_Berger");
export const SEED_USER = customer(USER, "User", "Name", "user");
export const USER1 = customer(`${PREFIX}b5`, "User1", "Name1", "user1");

const links = (kind: string, path: string): string =>
    `"_links":{"${kind}":{"href":"http://user.test:81/${path}"},"self":{"href":"http://user.test:81/${path}"}}`;
export const address = (
    id: string,
    [street, number, country, city, postcode]: readonly string[],
): string =>
    `{"street":"${street}","number":"${number}","country":"${country}","city":"${city}",` +
    `"postcode":"${postcode}","id":"${id}",${links("address", `addresses/${id}`)}}`;
const GLASGOW = ["Whitelees Road", "246", "United Kingdom", "Glasgow", "G67 3DL"];
export const ADDRESSES = [
    address(`${PREFIX}ad`, GLASGOW),
    address(`${PREFIX}b0`, GLASGOW),
    address(`${PREFIX}b3`, ["Maes-Y-Deri", "4", "United Kingdom", "Aberdare", "CF44 6TF"]),
    address("57a98ddce4b00679b4a830d1", ["my road", "3", "UK", "London", ""]),
];
export const card = (id: string, longNum: string, expires: string, ccv: string): string =>
    `{"longNum":"${longNum}","expires":"${expires}","ccv":"${ccv}","id":"${id}",${links("card", `cards/${id}`)}}`;
export const CARDS = [
    card(`${PREFIX}ae`, "5953580604169678", "08/19", "678"),
    card(`${PREFIX}b1`, "5544154011345918", "08/19", "958"),
    card(`${PREFIX}b4`, "0908415193175205", "08/19", "280"),
    card("57a98ddce4b00679b4a830d2", "5429804235432", "04/16", "432"),
];
export const list = (key: string, entries: readonly string[]): string =>
    `{"_embedded":{"${key}":[${entries.join(",")}]}}`;

export const basic = (text: string): string => `Basic ${Buffer.from(text).toString("base64")}`;

/** What a test looks at in an answer. */
export type Seen = [status: number, type: string | null, body: string];

/** The service with a store in memory that holds the seed. */
export interface UserBench {
    store: FakeUsers;
    /** What was logged, the times replaced. */
    lines: string[];
    ask(method: string, path: string, body?: string): Promise<Seen>;
    /** Asks for `/login` with this Authorization header. */
    login(authorization?: string): Promise<Seen>;
}

export function userBench(): UserBench {
    const store = fakeUsers();
    const lines: string[] = [];
    const log = logfmt(
        (line) => lines.push(line.replace(/took=\S+/, "took=T")),
        () => new Date(0),
    );
    const app = createUserApp({ store, linkDomain: "user.test:81", log, ready: () => true });
    const seen = async (path: string, init: RequestInit): Promise<Seen> => {
        const answer = await app.request(path, init);
        return [answer.status, answer.headers.get("content-type"), await answer.text()];
    };
    return {
        store,
        lines,
        ask: (method, path, body) =>
            seen(path, { method, ...(body === undefined ? {} : { body }) }),
        login: (authorization) =>
            seen("/login", authorization === undefined ? {} : { headers: { authorization } }),
    };
}

export const ok = (body: string): Seen => [200, HAL, `${body}\n`];

/** An error as the service answers it. */
export const failed = (error: string, status = 500, text = "Internal Server Error"): Seen => [
    status,
    TEXT,
    `{"error":${JSON.stringify(error)},"status_code":${status},"status_text":"${text}"}\n`,
];

export const unauthorized = failed("Unauthorized", 401, "Unauthorized");
