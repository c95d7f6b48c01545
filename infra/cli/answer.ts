import { answerOf, ANSWERS } from "../../incidents/answer/keys.ts";
import { AnswerKey } from "../../incidents/answer/schema.ts";
import { requireIncident } from "./prove.ts";

/**
 * Prints the answer key of an incident as JSON, or all of them as a list. For instructors.
 * @throws LabError for an incident that is not in the catalogue
 */
export function answer(incident: string | undefined): number {
    const keys = incident === undefined ? ANSWERS : answerOf(requireIncident(incident).id);
    const checked = Array.isArray(keys)
        ? keys.map((key) => AnswerKey.parse(key))
        : AnswerKey.parse(keys);
    process.stdout.write(`${JSON.stringify(checked, undefined, 4)}\n`);
    return 0;
}
