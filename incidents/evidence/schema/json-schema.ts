import { z } from "zod";
import { MANIFEST_FILE, OUTCOME_FILE, packedFile, SERIES_FILE } from "./files.ts";
import { EVIDENCE_VERSION, Manifest } from "./manifest.ts";
import { SeriesDefinition } from "./metric.ts";
import { Outcome } from "./outcome.ts";
import { STREAM_NAMES, STREAMS } from "./streams.ts";

/**
 * What a run's files hold, as JSON Schema for who reads them without this project: of a `.json` file the whole, of a
 * `.jsonl.gz` file each line. As evidence.schema.json it is in the repository; `npm run golden` writes it.
 */
export function evidenceJsonSchema(): object {
    const schema = (one: z.ZodType): object => {
        const { $schema: _dialect, ...rest } = z.toJSONSchema(one) as { $schema?: string };
        return rest;
    };
    return {
        $schema: "https://json-schema.org/draft/2020-12/schema",
        title: `Evidence of a run, version ${EVIDENCE_VERSION}`,
        $defs: {
            [MANIFEST_FILE]: schema(Manifest),
            [SERIES_FILE]: schema(z.array(SeriesDefinition)),
            [OUTCOME_FILE]: schema(Outcome),
            ...Object.fromEntries(
                STREAM_NAMES.map((name) => [packedFile(name), schema(STREAMS[name])]),
            ),
        },
    };
}
