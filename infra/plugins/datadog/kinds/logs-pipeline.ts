/** `datadog.LogsCustomPipeline`, with the processors that the lab's pipelines are made of. */
import { z } from "zod";
import type { LogsPipeline } from "@datadog/datadog-api-client/dist/packages/datadog-api-client-v1/models/LogsPipeline.js";
import type { Property, PropertyMap } from "../../protocol/property.ts";
import { statusOf, type Api } from "../api.ts";
import type { Found, Kind } from "../kind.ts";
import { toJson, toModel } from "../model.ts";

const Filter = z.strictObject({ query: z.string() });
const common = { name: z.string().optional(), isEnabled: z.boolean().optional() };
const Remapper = z.strictObject({ ...common, sources: z.array(z.string()).min(1) });

const Processor = z
    .strictObject({
        grokParser: z.strictObject({
            ...common,
            source: z.string(),
            samples: z.array(z.string()).max(5, "Datadog keeps at most 5 samples").optional(),
            grok: z.strictObject({ supportRules: z.string(), matchRules: z.string() }),
        }),
        categoryProcessor: z.strictObject({
            ...common,
            target: z.string(),
            categories: z.array(z.strictObject({ name: z.string(), filter: Filter })).min(1),
        }),
        dateRemapper: Remapper,
        messageRemapper: Remapper,
        serviceRemapper: Remapper,
        statusRemapper: Remapper,
    })
    .partial()
    .refine((value) => Object.keys(value).length === 1, "exactly one kind of processor");
type Processor = z.infer<typeof Processor>;

/** The API's type of each processor. */
const TYPES: Readonly<Record<keyof Processor, string>> = {
    grokParser: "grok-parser",
    categoryProcessor: "category-processor",
    dateRemapper: "date-remapper",
    messageRemapper: "message-remapper",
    serviceRemapper: "service-remapper",
    statusRemapper: "status-remapper",
};

const Inputs = z.strictObject({
    name: z.string().min(1),
    description: z.string().optional(),
    isEnabled: z.boolean().optional(),
    filters: z.array(Filter).length(1),
    processors: z.array(Processor).optional(),
    tags: z.array(z.string()).optional(),
});
type Inputs = z.infer<typeof Inputs>;

function bodyOf(inputs: PropertyMap): LogsPipeline {
    const { name, description, isEnabled = false, filters, processors, tags } = inputs as Inputs;
    return toModel(
        {
            name,
            is_enabled: isEnabled,
            filter: filters[0],
            processors: (processors ?? []).map(toWire),
            ...(description === undefined ? {} : { description }),
            ...(tags === undefined ? {} : { tags }),
        },
        "LogsPipeline",
    ) as LogsPipeline;
}

function toWire(processor: Processor): object {
    for (const [kind, type] of Object.entries(TYPES)) {
        const settings = processor[kind as keyof Processor];
        if (settings === undefined) continue;
        const { isEnabled = false, name = "", ...rest } = settings;
        const grok = "grok" in rest ? { grok: grokToWire(rest.grok) } : {};
        return { ...rest, ...grok, type, name, is_enabled: isEnabled };
    }
    throw new Error("a processor has a kind");
}

function grokToWire(grok: { supportRules: string; matchRules: string }): object {
    return { support_rules: grok.supportRules, match_rules: grok.matchRules };
}

function inputsOf(pipeline: LogsPipeline): PropertyMap {
    const json = toJson(pipeline, "LogsPipeline") as {
        filter?: { query?: string };
        processors?: Wire[];
    };
    return {
        name: pipeline.name,
        ...(pipeline.description ? { description: pipeline.description } : {}),
        isEnabled: pipeline.isEnabled ?? false,
        filters: [{ query: json.filter?.query ?? "" }],
        processors: (json.processors ?? []).map(fromWire),
        ...(pipeline.tags?.length ? { tags: pipeline.tags } : {}),
    };
}

interface Wire {
    [key: string]: Property;
    type: string;
}

function fromWire({ type, is_enabled: isEnabled, grok, ...rest }: Wire): PropertyMap {
    const [kind] = Object.entries(TYPES).find(([, known]) => known === type) ?? [];
    // Somebody else's change: kept as it is, so that the next update shows it and puts it back.
    if (kind === undefined) return { [type]: rest };
    const rules = grok as Record<string, string> | undefined;
    const parsed = rules && {
        grok: {
            supportRules: rules["support_rules"] ?? "",
            matchRules: rules["match_rules"] ?? "",
        },
    };
    return { [kind]: { ...rest, ...parsed, isEnabled: isEnabled ?? false } };
}

function found(pipeline: LogsPipeline): Found {
    return { id: pipeline.id ?? "", inputs: inputsOf(pipeline), computed: {} };
}

export const logsCustomPipeline: Kind = {
    type: "datadog:index/logsCustomPipeline:LogsCustomPipeline",
    schema: Inputs,
    replaces: [],
    computed: [],
    own: [],
    settle: (inputs) => inputsOf(bodyOf(inputs)),
    create: (api, inputs) =>
        api.pipelineTurn(async () =>
            found(await api.pipelines.createLogsPipeline({ body: bodyOf(inputs) })),
        ),
    read: (api, id) =>
        unlessGone(async () => found(await api.pipelines.getLogsPipeline({ pipelineId: id }))),
    update: (api, id, inputs) =>
        api.pipelineTurn(async () => {
            const body = bodyOf(inputs);
            return found(await api.pipelines.updateLogsPipeline({ pipelineId: id, body }));
        }),
    remove: (api: Api, id) =>
        api.pipelineTurn(async () => {
            await unlessGone(() => api.pipelines.deleteLogsPipeline({ pipelineId: id }));
        }),
};

/** Pipelines that aren't there are answered by 400, not 404. */
async function unlessGone<Result>(work: () => Promise<Result>): Promise<Result | undefined> {
    try {
        return await work();
    } catch (error) {
        if (statusOf(error) === 400) return undefined;
        throw error;
    }
}
