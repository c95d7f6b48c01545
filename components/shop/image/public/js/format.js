// @ts-nocheck: browser code, and the project is checked without the browser's types

/** What sending an order costs, whatever is in it. */
export const SHIPPING_CENTS = 499;

const DATE = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "short" });

/** Prices come as floats such as 58.989998; sums are made in cents. */
export function cents(price) {
    return Math.round(price * 100);
}

export function money(amountInCents) {
    return `$${(amountInCents / 100).toFixed(2)}`;
}

/** Reads the orders service's date, whose zone lacks the colon that not every browser does without. */
export function parseDate(text) {
    return new Date(String(text).replace(/([+-]\d\d)(\d\d)$/, "$1:$2"));
}

export function formatDate(date) {
    return Number.isNaN(date.getTime()) ? "Unknown date" : DATE.format(date);
}

export function plural(count, noun) {
    return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

/** An address line by line, without the parts that it lacks. */
export function addressLines({ number, street, postcode, city, country }) {
    const lines = [[number, street], [postcode, city], [country]];
    return lines.map((parts) => parts.filter(Boolean).join(" ")).filter(Boolean);
}
