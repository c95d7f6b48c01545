import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { formatParts } from "../../../components/kit/error.ts";
import { NAMESPACE, parseConfig } from "../../../infra/config/load.ts";
import type { StackConfig } from "../../../infra/config/schema.ts";
import { stackFile } from "../../../infra/config/source.ts";
import { rawConfig, stackNames } from "../../../infra/config/stack-file.ts";
import type { Ground } from "../../../infra/program/ground.ts";
import { program } from "../../../infra/program/program.ts";
import type { HealthyLab } from "../../../infra/review/healthy-lab.ts";
import { offlineGround } from "../../../infra/review/offline-ground.ts";
import { renderedLab } from "../../../infra/review/render.ts";
import { RULES } from "../../../policies/catalog.ts";
import { type Exemption, EXEMPTIONS } from "../../../policies/exemptions.ts";
import { judge } from "../../../policies/judge.ts";
import { type PlannedResource, UNKNOWN } from "../../../policies/planned.ts";
import { API_KEY, APP_KEY } from "../../support/datadog/server.ts";
import { plannedBy } from "../../support/planned.ts";

let healthy: HealthyLab;

/** What the rules find in a stack, each with its object and `what` for an exemption. */
async function violations(
    stack: string,
    config: StackConfig,
    ground: Partial<Ground>,
    exemptions?: readonly Exemption[],
    seen: (resource: PlannedResource) => PlannedResource = (resource) => resource,
): Promise<string[]> {
    const whole = { ...offlineGround([], healthy), ...ground };
    const planned = (await plannedBy(stack, () => program(stack, config, whole))).map(seen);
    return planned.flatMap((resource, at) =>
        RULES.flatMap((rule) =>
            judge(rule, resource, planned.slice(0, at), exemptions).map(
                (violation) => `${rule.name}: ${violation.what}: ${formatParts(violation)}`,
            ),
        ),
    );
}

/** As a preview shows it that has no cluster to ask: namespaces are outputs of what isn't made yet. */
function withoutCluster(resource: PlannedResource): PlannedResource {
    const { props } = resource;
    const { metadata } = props as { metadata?: { namespace?: unknown } };
    // A chart has it beside its values.
    if (props["namespace"] !== undefined)
        return { ...resource, props: { ...props, namespace: UNKNOWN } };
    if (metadata?.namespace === undefined) return resource;
    return { ...resource, props: { ...props, metadata: { ...metadata, namespace: UNKNOWN } } };
}

function textOf(output: unknown): Promise<string> {
    return new Promise((resolve) => {
        pulumi.jsonStringify(output).apply(resolve);
    });
}

function configOf(stack: string, changes: Record<string, string> = {}): StackConfig {
    return parseConfig({ ...rawConfig(stack), ...changes }, stackFile(stack, NAMESPACE));
}

const REGISTRY: Partial<Ground> = { imageSource: () => Promise.resolve("registry") };
const DATADOG = {
    "sock-shop:datadog": JSON.stringify({ enabled: true, apiKey: API_KEY, appKey: APP_KEY }),
};

/** Every form that a baseline can have. */
const BASELINES: Readonly<Record<string, [Record<string, string>, Partial<Ground>]>> = {
    "with images of a registry": [{}, REGISTRY],
    "with upstream's images": [{ "sock-shop:images": "upstream" }, REGISTRY],
    "with Datadog's agent as objects": [DATADOG, REGISTRY],
    "with Datadog's agent as a chart": [
        DATADOG,
        { ...REGISTRY, hasHelmCharts: () => Promise.resolve(true) },
    ],
};

describe("policies over the stacks as they are", function () {
    this.timeout(60_000);

    before("an incident is laid over a baseline", async () => {
        healthy = await renderedLab();
    });

    for (const stack of stackNames()) {
        it(`let ${stack} pass`, async () => {
            assert.deepEqual(await violations(stack, configOf(stack), {}), []);
        });
    }

    for (const [form, [changes, ground]] of Object.entries(BASELINES)) {
        it(`let a baseline ${form} pass`, async () => {
            const config = configOf("baseline", changes);
            assert.deepEqual(await violations("baseline", config, ground), []);
        });
    }

    for (const [form, [changes, ground]] of [
        ["as it is", [{}, {}]] as const,
        ...Object.entries(BASELINES),
    ]) {
        it(`let a baseline ${form} pass before there is a cluster`, async () => {
            const config = configOf("baseline", changes);
            const found = await violations("baseline", config, ground, undefined, withoutCluster);
            assert.deepEqual(found, []);
        });
    }

    it("exempt no other object where the namespace isn't known yet", async () => {
        const renamed = (resource: PlannedResource): PlannedResource => {
            const { metadata, ...rest } = withoutCluster(resource).props as { metadata?: object };
            const other = { ...rest, metadata: { ...metadata, name: "other" } };
            return resource.name === "vlagent" ? { ...resource, props: other } : resource;
        };
        const config = configOf("baseline");
        const found = await violations("baseline", config, {}, undefined, renamed);
        const objects = new Set(found.map((one) => one.split(",")[0]));
        assert.deepEqual(
            [...objects],
            [
                "no-host-access: hostPath /var/log: DaemonSet other",
                "no-host-access: hostPath /var/lib/sock-shop-lab/vlagent: DaemonSet other",
            ],
        );
    });

    // The engine shows no pack what of a stack's outputs is secret.
    it("are not needed for outputs: none shows a secret", async () => {
        const secrets = ["[secret: ", API_KEY, APP_KEY];
        for (const [stack, changes, ground] of [
            ...stackNames().map((name) => [name, {}, {}] as const),
            ["baseline", DATADOG, REGISTRY] as const,
        ]) {
            const whole = { ...offlineGround([], healthy), ...ground };
            let outputs: Record<string, unknown> = {};
            await plannedBy(stack, async () => {
                outputs = await program(stack, configOf(stack, changes), whole);
            });
            assert.notDeepEqual(outputs, {});
            for (const [name, output] of Object.entries(outputs)) {
                if (await pulumi.isSecret(pulumi.output(output))) continue;
                const shown = await textOf(output);
                const leaked = secrets.filter((secret) => shown.includes(secret));
                assert.deepEqual(leaked, [], `${stack}: output ${name}`);
            }
        }
    });

    it("need every exemption", async () => {
        const all: string[] = [];
        for (const [changes, ground] of [[{}, {}] as const, ...Object.values(BASELINES)]) {
            all.push(...(await violations("baseline", configOf("baseline", changes), ground, [])));
        }
        const unused = EXEMPTIONS.filter(
            ({ rule, object, what }) =>
                !all.some((found) => found.startsWith(`${rule}: ${what}: ${object}, `)),
        );
        assert.deepEqual(unused, []);
    });
});
