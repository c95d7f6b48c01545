import { z } from "zod";

/** A moment in UTC, RFC 3339, with as many digits of a second as its source has. */
export const Utc = z.iso.datetime();

/** A measured figure; null where its source said `NaN` or infinity, which JSON has no word for. */
export const Figure = z.number().nullable();
