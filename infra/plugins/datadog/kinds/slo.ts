/** `datadog.ServiceLevelObjective`, of events that a query counts or of monitors. */
import { z } from "zod";
import { ServiceLevelObjective } from "@datadog/datadog-api-client/dist/packages/datadog-api-client-v1/models/ServiceLevelObjective.js";
import type { ServiceLevelObjectiveRequest } from "@datadog/datadog-api-client/dist/packages/datadog-api-client-v1/models/ServiceLevelObjectiveRequest.js";
import type { PropertyMap } from "../../protocol/property.ts";
import type { Found, Kind } from "../kind.ts";
import { toJson, toModel } from "../model.ts";

const Percent = z.number().gt(0).lt(100);

const Inputs = z.strictObject({
    name: z.string().min(1),
    type: z.enum(["metric", "monitor"]),
    description: z.string().optional(),
    query: z.strictObject({ numerator: z.string(), denominator: z.string() }).optional(),
    monitorIds: z.array(z.int()).optional(),
    groups: z.array(z.string()).optional(),
    tags: z.array(z.string()).optional(),
    thresholds: z
        .array(
            z.strictObject({
                timeframe: z.enum(["7d", "30d", "90d"]),
                target: Percent,
                warning: Percent.optional(),
            }),
        )
        .min(1),
    validate: z.boolean().optional(),
    forceDelete: z.boolean().optional(),
});
type Inputs = z.infer<typeof Inputs>;

function bodyOf(inputs: PropertyMap): ServiceLevelObjectiveRequest {
    const { name, type, description, query, monitorIds, groups, tags, thresholds } =
        inputs as Inputs;
    const optional = { description, query, monitor_ids: monitorIds, groups };
    const set = Object.entries(optional).filter(([, value]) => value !== undefined);
    return toModel(
        { name, type, ...Object.fromEntries(set), tags: tidyTags(tags ?? []), thresholds },
        "ServiceLevelObjectiveRequest",
    ) as ServiceLevelObjectiveRequest;
}

/** Tags as Datadog keeps them: in lower case, each once. */
function tidyTags(tags: readonly string[]): string[] {
    return [...new Set(tags.map((tag) => tag.toLowerCase()))].sort();
}

/** Of an answer or of a request: the same fields have the same names. */
function inputsOf(json: unknown): PropertyMap {
    const slo = json as Record<string, unknown> & { thresholds: Inputs["thresholds"] };
    const texts = ["name", "type", "description"].flatMap((key) =>
        typeof slo[key] === "string" && slo[key] !== "" ? [[key, slo[key]]] : [],
    );
    const lists = [
        ["monitorIds", slo["monitor_ids"]],
        ["groups", slo["groups"]],
    ].filter(([, value]) => Array.isArray(value) && value.length > 0);
    const query = slo["query"] as Record<string, string> | undefined;
    return {
        ...(Object.fromEntries([...texts, ...lists]) as PropertyMap),
        ...(query === undefined
            ? {}
            : {
                  query: {
                      numerator: query["numerator"] ?? "",
                      denominator: query["denominator"] ?? "",
                  },
              }),
        tags: tidyTags((slo["tags"] ?? []) as string[]),
        thresholds: slo.thresholds.map(({ timeframe, target, warning }) => ({
            timeframe,
            target,
            ...(typeof warning === "number" ? { warning } : {}),
        })),
    };
}

function found(slo: { id?: string } | undefined, type: string): Found {
    if (slo?.id === undefined) throw new Error("Datadog answered without an objective");
    return { id: slo.id, inputs: inputsOf(toJson(slo, type)), computed: {} };
}

export const serviceLevelObjective: Kind = {
    type: "datadog:index/serviceLevelObjective:ServiceLevelObjective",
    schema: Inputs,
    replaces: ["type"],
    computed: [],
    own: ["validate", "forceDelete"],
    settle: (inputs) => inputsOf(toJson(bodyOf(inputs), "ServiceLevelObjectiveRequest")),
    async create(api, inputs) {
        const { data } = await api.objectives.createSLO({ body: bodyOf(inputs) });
        return found(data?.[0], "ServiceLevelObjective");
    },
    async read(api, id) {
        const { data } = await api.objectives.getSLO({ sloId: id });
        return data === undefined ? undefined : found(data, "SLOResponseData");
    },
    async update(api, id, inputs) {
        const body = Object.assign(new ServiceLevelObjective(), bodyOf(inputs), { id });
        const { data } = await api.objectives.updateSLO({ sloId: id, body });
        return found(data?.[0], "ServiceLevelObjective");
    },
    async remove(api, id, inputs) {
        const force = inputs["forceDelete"] === true ? { force: "true" } : {};
        await api.objectives.deleteSLO({ sloId: id, ...force });
    },
};
