import { z } from "zod";
import { LabError } from "../../components/kit/error.ts";
import { MECHANISM_IDS } from "./mechanisms.ts";

/** Long enough for a sentence with figures, too short for a list of everything. */
const Sentence = z.string().trim().min(1).max(500);

/** What an investigator found. */
export const Diagnosis = z.strictObject({
    version: z.literal(1),
    /** Root causes, independent of each other; none where nothing is broken. */
    causes: z
        .array(
            z.strictObject({
                /** What is at fault, by its name: `catalogue-db`, `Deployment/payment`, `orders → payment`. */
                entity: z.string().trim().min(1).max(120),
                /** One of the mechanisms by its id, or in words. */
                mechanism: Sentence,
                /** What mends it, in words or as a command. */
                repair: Sentence,
            }),
        )
        .max(5),
    /** What supports it, one observation each; one counts once. */
    evidence: z.array(Sentence).max(12),
    /** For people; not scored. */
    report: z.string().max(20_000).optional(),
});
export type Diagnosis = z.infer<typeof Diagnosis>;

const SHAPE =
    '{"version": 1, "causes": [{"entity", "mechanism", "repair"}], "evidence": ["…"]}, nothing else but "report"; ' +
    "at most 5 causes (none: nothing is broken) and 12 pieces of evidence, each text of 1 to 500 characters; " +
    `a mechanism in words, or one of ${MECHANISM_IDS.join(", ")}`;

/**
 * The diagnosis in a text.
 * @param where what the text is from, for the error
 * @throws LabError for what is no diagnosis
 */
export function parseDiagnosis(text: string, where: string): Diagnosis {
    const refuse = (found: string, cause?: unknown): never => {
        throw new LabError(
            {
                where,
                found,
                allowed: SHAPE,
                cure: "npm run drill -- answer --diagnosis <file.json>",
            },
            { cause },
        );
    };
    let value: unknown;
    try {
        value = JSON.parse(text);
    } catch (error) {
        return refuse(`no JSON: ${(error as Error).message}`, error);
    }
    const parsed = Diagnosis.safeParse(value);
    if (parsed.success) return parsed.data;
    const issues = parsed.error.issues.map(
        ({ path, message }) => `${path.map(String).join(".") || "(top)"}: ${message}`,
    );
    return refuse(issues.join("; "), parsed.error);
}
