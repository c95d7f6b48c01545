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
import { API_KEY, APP_KEY } from "../../support/datadog/server.ts";
import { plannedBy } from "../../support/planned.ts";

let healthy: HealthyLab;

/** What the rules find in a stack, each with its object and `what` for an exemption. */
async function violations(
    stack: string,
    config: StackConfig,
    ground: Partial<Ground>,
    exemptions?: readonly Exemption[],
): Promise<string[]> {
    const whole = { ...offlineGround([], healthy), ...ground };
    const planned = await plannedBy(stack, () => program(stack, config, whole));
    return planned.flatMap((resource, at) =>
        RULES.flatMap((rule) =>
            judge(rule, resource, planned.slice(0, at), exemptions).map(
                (violation) => `${rule.name}: ${violation.what}: ${formatParts(violation)}`,
            ),
        ),
    );
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
