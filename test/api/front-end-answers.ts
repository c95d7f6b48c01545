import { sockNamed } from "../support/shop-socks.ts";

export const ERROR_TYPE = "application/json; charset=utf-8";

/** Id of the sock that the rows ask for. */
export const COLOURFUL = sockNamed("Colourful").id;

/** What a row says of an answer to somebody who must log in first. */
export const notLoggedIn = {
    status: 500,
    type: ERROR_TYPE,
    is: { message: "User not logged in.", error: {} },
};
