import { readFileSync } from "node:fs";
import { z } from "zod";

/** Where exceptions are kept; each is a decision of a person, with its reason. */
export const EXCEPTIONS_FILE = "infra/dependencies/exceptions.json";

const Text = z.string().min(10);

const Exceptions = z.strictObject({
    /** Advisories that are known and borne, until a day. */
    advisories: z.array(
        z.strictObject({
            /** As in its address, e.g. `GHSA-xxxx-xxxx-xxxx`. */
            id: z.string().regex(/^GHSA(-[0-9a-z]{4}){3}$/, "an id such as GHSA-aaaa-bbbb-cccc"),
            package: z.string().min(1),
            /** Why it does no harm here. */
            reason: Text,
            /** Last day on which it counts, `2026-01-31`: then somebody looks again. */
            expires: z.iso.date(),
        }),
    ),
    /** Packages whose license no file of theirs names in a form that a program reads. */
    licenses: z.array(z.strictObject({ package: z.string().min(1), license: Text, reason: Text })),
});
export type Exceptions = z.infer<typeof Exceptions>;

/** @throws ZodError for a file that is no such list */
export function readExceptions(): Exceptions {
    return Exceptions.parse(JSON.parse(readFileSync(EXCEPTIONS_FILE, "utf8")));
}
