import assert from "node:assert/strict";
import { INCIDENTS } from "../../../../incidents/catalog.ts";
import { WORKLOADS } from "../../../../components/shop/topology.ts";
import { LabError } from "../../../../components/kit/error.ts";
import { parseConfig } from "../../../../infra/config/load.ts";
import type { ConfigSource } from "../../../../infra/config/source.ts";
import { rawConfig, rawConfigOf } from "../../../support/stack-file.ts";

const source: ConfigSource = { stack: "try", file: "stacks/Pulumi.try.yaml", lineOf: () => ":7" };

const INCIDENT = `
config:
  sock-shop:role: incident
  sock-shop:incident: incident-8
  sock-shop:faults:
    - kind: container-resources
      target: catalogue-db
      limits: { cpu: 50m }
  sock-shop:load:
    profile: browse
    users: 30
    spawnRate: 5
    duration: 3m
    waitMs: { min: 50, max: 150 }
`;

/** The four parts of the error that a changed file gives. */
function errorOf(from: string, to: string, text = INCIDENT): LabError["parts"] {
    assert.ok(text.includes(from), `the file holds no ${from}`);
    try {
        parseConfig(rawConfigOf(text.replace(from, to)), source);
    } catch (error) {
        assert.ok(error instanceof LabError, String(error));
        return error.parts;
    }
    return assert.fail(`${to} was accepted`);
}

const cure = "edit stacks/Pulumi.try.yaml, then run pulumi preview --stack try again";
const at = (key: string): string => `stacks/Pulumi.try.yaml:7, sock-shop:${key}`;

describe("parseConfig", () => {
    it("accepts the committed stack files", () => {
        assert.equal(parseConfig(rawConfig("baseline"), source).role, "baseline");
        const config = parseConfig(rawConfig("incident-8"), source);
        assert.ok(config.role === "incident");
        assert.deepEqual(config.faults, [
            {
                kind: "container-resources",
                target: "catalogue-db",
                limits: { cpu: "50m" },
                requests: { cpu: "25m" },
            },
        ]);
        assert.equal(config.baseline, "baseline");
    });

    // Each row: what is written instead, and the error in four parts. The CLI itself accepts all of them.
    const rows: [string, string, string, LabError["parts"]][] = [
        [
            "a misspelt key at the top",
            "sock-shop:faults:",
            "sock-shop:fautls:",
            {
                where: at("fautls"),
                found: "unknown key fautls",
                allowed: "role, incident, baseline, faults, load, pace, expiresAfter",
                cure,
            },
        ],
        [
            "a misspelt key inside a fault",
            "limits: {",
            "limit: {",
            {
                where: at("faults[0].limit"),
                found: "unknown key limit",
                allowed: "kind, target, limits, requests",
                cure,
            },
        ],
        [
            "a quantity without its unit",
            "cpu: 50m",
            "cpu: 50",
            {
                where: at("faults[0].limits.cpu"),
                found: "found 50",
                allowed: "a CPU amount in millicores with its unit, such as 50m (1m to 99999m)",
                cure,
            },
        ],
        [
            "a quantity with a wrong unit",
            "cpu: 50m",
            "cpu: 50Mi",
            {
                where: at("faults[0].limits.cpu"),
                found: 'found "50Mi"',
                allowed: "a CPU amount in millicores with its unit, such as 50m (1m to 99999m)",
                cure,
            },
        ],
        [
            "a memory limit under which nothing starts",
            "cpu: 50m",
            "memory: 8Mi",
            {
                where: at("faults[0].limits.memory"),
                found: 'found "8Mi"',
                allowed: "at least 16Mi: below that a container dies before it can log",
                cure,
            },
        ],
        [
            "a target that does not exist",
            "target: catalogue-db",
            "target: catalog-db",
            {
                where: at("faults[0].target"),
                found: 'found "catalog-db"',
                allowed: WORKLOADS.join(", "),
                cure,
            },
        ],
        [
            "an unknown incident",
            "incident: incident-8",
            "incident: incident-99",
            {
                where: at("incident"),
                found: 'found "incident-99"',
                allowed: INCIDENTS.join(", "),
                cure,
            },
        ],
        [
            "an unknown role",
            "role: incident",
            "role: incidnet",
            {
                where: at("role"),
                found: 'found "incidnet"',
                allowed: "baseline, incident",
                cure,
            },
        ],
        [
            "more users than the machine holds",
            "users: 30",
            "users: 30000",
            { where: at("load.users"), found: "found 30000", allowed: "at most 5000", cure },
        ],
        [
            "a duration without unit",
            "duration: 3m",
            "duration: 180",
            {
                where: at("load.duration"),
                found: "found 180",
                allowed: "a duration with its unit, such as 90s or 3m",
                cure,
            },
        ],
        [
            "a duration that never ends",
            "duration: 3m",
            "duration: 600m",
            {
                where: at("load.duration"),
                found: 'found "600m"',
                allowed: "between 10s and 60m",
                cure,
            },
        ],
        [
            "a wait that can't be drawn",
            "min: 50, max: 150",
            "min: 500, max: 150",
            {
                where: at("load.waitMs"),
                found: 'found {"min":500,"max":150}',
                allowed: "min may not be above max",
                cure,
            },
        ],
        [
            "a key in a namespace that nobody reads",
            "sock-shop:load:",
            "sockshop:load:",
            {
                where: "stacks/Pulumi.try.yaml:7, sockshop:load",
                found: "configuration key sockshop:load is in no namespace that anybody reads",
                allowed: "keys of sock-shop:, pulumi:, datadog:",
                cure,
            },
        ],
    ];
    for (const [name, from, to, expected] of rows) {
        it(`refuses ${name}`, () => assert.deepEqual(errorOf(from, to), expected));
    }

    const REPLICAS = INCIDENT.replace(
        /container-resources[\s\S]*50m }/,
        "replicas\n      target: payment\n      replicas: 0",
    );
    const replicaRows: [string, string, string, LabError["parts"]][] = [
        [
            "a key of another kind of fault",
            "replicas: 0",
            "limits: { cpu: 50m }",
            {
                where: at("faults[0].limits"),
                found: "unknown key limits",
                allowed: "kind, target, replicas",
                cure,
            },
        ],
        [
            "fewer pods than none",
            "replicas: 0",
            "replicas: -1",
            { where: at("faults[0].replicas"), found: "found -1", allowed: "at least 0", cure },
        ],
        [
            "more pods than the node holds",
            "replicas: 0",
            "replicas: 11",
            { where: at("faults[0].replicas"), found: "found 11", allowed: "at most 10", cure },
        ],
        [
            "a number of pods in words",
            "replicas: 0",
            "replicas: none",
            {
                where: at("faults[0].replicas"),
                found: 'found "none"',
                allowed: "a number",
                cure,
            },
        ],
        [
            "an unknown kind of fault",
            "kind: replicas",
            "kind: replica",
            {
                where: at("faults[0].kind"),
                found: 'found "replica"',
                allowed:
                    "autoscaler, broker-policy, container-resources, environment, network, pod-kill, probe, replicas",
                cure,
            },
        ],
    ];
    for (const [name, from, to, expected] of replicaRows) {
        it(`refuses ${name}`, () => assert.deepEqual(errorOf(from, to, REPLICAS), expected));
    }

    it("refuses a share of the CPU that incidents' limits would be too low at", () => {
        const text =
            "config:\n  sock-shop:role: baseline\n  sock-shop:cpuShare: 0.5\n" +
            "  sock-shop:cluster: { name: a, httpPort: 2025 }\n";
        const config = parseConfig(rawConfigOf(text), source);
        assert.ok(config.role === "baseline" && config.cpuShare === 0.5);
        for (const share of ["0.49", "1.01"]) {
            assert.deepEqual(errorOf("0.5", share, text), {
                where: at("cpuShare"),
                found: `found ${share}`,
                allowed:
                    "0.5 to 1: below, incidents would set CPU limits under what their pods request",
                cure,
            });
        }
    });

    it("names the allowed keys of a baseline's cluster", () => {
        const text =
            "config:\n  sock-shop:role: baseline\n  sock-shop:cluster: { name: a, port: 1 }\n";
        assert.match(errorOf("port: 1", "port: 2025", text).where, /sock-shop:cluster/);
    });
});
