import { readFileSync } from "node:fs";
import { catalogueTable } from "../support/catalogue-table.ts";
import { assertGolden } from "../support/golden.ts";

const FILE = "docs/incidents.md";
const BEGIN = "<!-- The table is written by npm run golden. -->";
const END = "<!-- end of the table -->";

// Documents that drift from the stack files would be believed all the same.
describe("the catalogue in the documents", () => {
    it("is what the stack files and signatures say", () => {
        const text = readFileSync(FILE, "utf8");
        const [head = "", rest = ""] = text.split(BEGIN);
        const [, tail] = rest.split(END);
        if (tail === undefined) throw new Error(`${FILE}: no ${BEGIN} … ${END}`);
        assertGolden(FILE, `${head}${BEGIN}\n\n${catalogueTable()}\n\n${END}${tail}`);
    });
});
