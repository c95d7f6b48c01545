import type { AnswerKey } from "../answer/schema.ts";
import { answer4 } from "../incident-4/answer.ts";

/** Answer key of incident-4b: incident-4 with 0.7 times the visitors. */
export const answer4b: AnswerKey = { ...answer4, incident: "incident-4b" };
