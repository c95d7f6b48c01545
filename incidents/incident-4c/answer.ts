import type { AnswerKey } from "../answer/schema.ts";
import { answer4 } from "../incident-4/answer.ts";

/** Answer key of incident-4c: incident-4 with 0.8 times the visitors. */
export const answer4c: AnswerKey = { ...answer4, incident: "incident-4c" };
