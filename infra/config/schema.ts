import { z } from "zod";
import { DatadogConfig } from "../../components/monitoring/datadog/settings.ts";
import { Duration, ObjectName, seconds } from "../../components/kit/scalars.ts";
import { Fault } from "../../incidents/faults/fault.ts";
import { INCIDENTS } from "../../incidents/catalog.ts";
import { Load, Pace } from "../../load/load.schema.ts";

/** Name of a stack, as the engine takes it. */
const StackName = z
    .string()
    .regex(/^[A-Za-z0-9][\w.-]{0,99}$/, "a stack's name: letters, digits, _, . and -");

/** A kind cluster that this project makes and destroys. */
const OwnCluster = z.strictObject({
    /** Name of the kind cluster; its context is `kind-<name>`. */
    name: ObjectName.max(40),
    /** Port on 127.0.0.1 where the shop answers, 1024 to 65535. */
    httpPort: z.int().min(1024).max(65535),
});

/** A cluster that is there already; used only if the same file allow-lists its context. */
const ExistingCluster = z.strictObject({
    context: z.string().min(1),
    allowContexts: z.array(z.string().min(1)).min(1),
    httpPort: z.int().min(1024).max(65535),
});

/** Stack that provisions the cluster and the healthy shop. */
export const BaselineConfig = z.strictObject({
    role: z.literal("baseline"),
    cluster: z.union([OwnCluster, ExistingCluster]),
    /** Where images come from; `auto` asks once whether an image registry answers. Default auto. */
    imageSource: z.enum(["auto", "registry", "closed"]).default("auto"),
    /**
     * Which images the shop is made of: `own`, or the released ones of `upstream`, which need a registry
     * and can't do what some incidents need (`docs/shop.md`). Default own.
     */
    images: z.enum(["own", "upstream"]).default("own"),
    /**
     * Share of each CPU limit of the shop, and of those that faults set, that is really given. 0.5 to 1:
     * below, the front-end's CPU request would be above the limit that faults give it. At 0.5 the shop is as
     * on a machine half as fast; `npm run calibrate` anew after a change. Default 1.
     */
    cpuShare: z
        .number()
        .refine(
            (share) => share >= 0.5 && share <= 1,
            "0.5 to 1: below, incidents would set CPU limits under what their pods request",
        )
        .default(1),
    /** Datadog beside the lab's own monitoring. Default off. */
    datadog: DatadogConfig.optional(),
});
export type BaselineConfig = z.infer<typeof BaselineConfig>;

/** Stack that lays one incident over a baseline. */
export const IncidentConfig = z.strictObject({
    role: z.literal("incident"),
    /** The incident's folder in `incidents/`. */
    incident: z.enum(INCIDENTS as [string, ...string[]]),
    /** Stack of the baseline it lies over. Default `baseline`. */
    baseline: StackName.default("baseline"),
    faults: z.array(Fault),
    load: Load.optional(),
    /** Which of a load's durations counts: the documented one, or one as short as the signature allows. */
    pace: Pace.default("documented"),
    /**
     * After this time the incident ends by itself, inside the cluster; 1m to 1440m, and longer than its load.
     * Default 30m.
     */
    expiresAfter: Duration.refine(
        (value) => seconds(value) >= 60 && seconds(value) <= 86_400,
        "between 60s and 1440m",
    ).default("30m"),
});
export type IncidentConfig = z.infer<typeof IncidentConfig>;

/** The whole of the `sock-shop` namespace of a stack file. Strict: an unknown key is a red preview. */
export const StackConfig = z.discriminatedUnion("role", [BaselineConfig, IncidentConfig]);
export type StackConfig = z.infer<typeof StackConfig>;
