/** A stack file with one mistake, and what its error has to name. */
export interface MalformedStack {
    /** What is wrong with it. */
    mistake: string;
    /** Content of `stacks/Pulumi.try.yaml`. */
    text: string | Uint8Array;
    /** The key path that the error's place ends with. */
    key: string;
    /** What the error says it found, or a part of it. */
    found: string;
}

const INCIDENT = `config:
  sock-shop:role: incident
  sock-shop:incident: incident-8
  sock-shop:faults:
    - kind: container-resources
      target: catalogue-db
      limits: { cpu: 50m }
      requests: { cpu: 25m }
  sock-shop:load:
    profile: browse
    users: 30
    spawnRate: 5
    duration: 3m
    waitMs: { min: 50, max: 150 }
`;

const BASELINE = `config:
  sock-shop:role: baseline
  sock-shop:cluster: { name: sockshop, httpPort: 2025 }
`;

/** A file in which a text is replaced. Fails where it isn't there: then nothing would be wrong with the file. */
function edited(text: string, from: string | RegExp, to: string): string {
    const changed = text.replace(from, () => to);
    if (changed === text) throw new Error(`the file holds no ${String(from)}`);
    return changed;
}

type Row = [mistake: string, from: string | RegExp, to: string, key: string, found: string];

function rows(text: string, table: readonly Row[]): MalformedStack[] {
    return table.map(([mistake, from, to, key, found]) => ({
        mistake,
        text: edited(text, from, to),
        key,
        found,
    }));
}

/** The incident with other faults, as YAML flow mappings, one a line. */
function faults(...lines: string[]): string {
    const list = lines.map((line) => `    - ${line}\n`).join("");
    return edited(INCIDENT, / {4}- kind[\s\S]*25m }\n/, list);
}

type FaultRow = [mistake: string, lines: string[], key: string, found: string];

/** A text that must not stand in a file: made at run time, so that no scan finds one in the tests. */
const PLAIN_KEY = "0123456789abcdef".repeat(2);
const PLAIN_APP_KEY = "0123abcd".repeat(5);

/** A value in a mapping in a mapping, and so on. */
const deep = `${"{ a: ".repeat(40)}1${" }".repeat(40)}`;
/** Nine anchors, each of nine of the one before: some four hundred million values. */
const bomb = Array.from({ length: 9 }, (_, index) => {
    const inner = index === 0 ? "x" : `*a${index - 1}`;
    return `  sock-shop:a${index}: &a${index} [${Array<string>(9).fill(inner).join(", ")}]\n`;
}).join("");

const FILES: MalformedStack[] = [
    {
        mistake: "aliases without end",
        text: `config:\n${bomb}`,
        key: "config",
        found: "alias",
    },
    {
        mistake: "values nested without end",
        text: `config:\n  sock-shop:load: ${deep}\n`,
        key: `sock-shop:load${".a".repeat(21)}`,
        found: "nested 21 deep",
    },
    { mistake: "an empty file", text: "", key: "config", found: "empty" },
    { mistake: "comments only", text: "# to do\n", key: "config", found: "empty" },
    { mistake: "no config", text: "environment: []\n", key: "config", found: "missing" },
    { mistake: "an empty config", text: "config:\n", key: "config", found: "missing" },
    { mistake: "a list for a file", text: "- a\n- b\n", key: "the whole file", found: '["a","b"]' },
    {
        mistake: "a list for a config",
        text: "config:\n  - sock-shop:role\n",
        key: "config",
        found: "found [",
    },
    {
        mistake: "not UTF-8",
        text: Buffer.from([0x63, 0xff, 0xfe]),
        key: "the whole file",
        found: "not UTF-8",
    },
    ...rows(INCIDENT, [
        ["a misspelt config", "config:", "confg:", "confg", "unknown key confg"],
        [
            "an indent by a tab",
            "  sock-shop:incident",
            "\tsock-shop:incident",
            "sock-shop:incident",
            "no YAML",
        ],
        ["an open bracket", "{ cpu: 50m }", "{ cpu: 50m", "requests", "no YAML"],
        ["an open quote", "profile: browse", 'profile: "browse', "profile", "no YAML"],
        [
            "the same key twice",
            "    users: 30\n",
            "    users: 30\n    users: 40\n",
            "users",
            "no YAML",
        ],
        ["an alias of nothing", "users: 30", "users: *many", "users", "no YAML"],
        ["a second document", /$/, "---\nconfig: {}\n", "---", "second document"],
        ["a control character", "browse", "bro\u0007wse", "the whole file", "character"],
        [
            "a merge conflict",
            "    users: 30\n",
            "<<<<<<< HEAD\n    users: 30\n=======\n    users: 40\n>>>>>>> b\n",
            "profile",
            "no YAML",
        ],
        [
            "a key without a namespace",
            "sock-shop:load:",
            "load:",
            "load",
            "no key of a configuration",
        ],
        [
            "a key with a namespace too many",
            "sock-shop:load:",
            "sock-shop:shop:load:",
            "sock-shop:shop:load",
            "no key of a configuration",
        ],
        ["a number that is none", "users: 30", "users: .nan", "sock-shop:load.users", "found NaN"],
        [
            "a number beyond all",
            "users: 30",
            "users: 1e999",
            "sock-shop:load.users",
            "found Infinity",
        ],
    ]),
];

const KEYS_AND_TYPES: MalformedStack[] = [
    ...rows(INCIDENT, [
        [
            "another's namespace",
            "sock-shop:load:",
            "sockshop:load:",
            "sockshop:load",
            "in no namespace",
        ],
        [
            "a misspelt key at the top",
            "sock-shop:faults:",
            "sock-shop:fautls:",
            "sock-shop:fautls",
            "unknown key fautls",
        ],
        [
            "a misspelt key of a fault",
            "limits:",
            "limit:",
            "sock-shop:faults[0].limit",
            "unknown key limit",
        ],
        [
            "a misspelt key of a load",
            "spawnRate",
            "spawnrate",
            "sock-shop:load.spawnrate",
            "unknown key spawnrate",
        ],
        [
            "a misspelt resource",
            "{ cpu: 50m }",
            "{ cpus: 50m }",
            "sock-shop:faults[0].limits.cpus",
            "unknown key cpus",
        ],
        [
            "a key of a baseline",
            "sock-shop:incident:",
            "sock-shop:cluster:",
            "sock-shop:cluster",
            "unknown key cluster",
        ],
        [
            "a Cyrillic letter in a key",
            "sock-shop:load:",
            "sock-shop:lo\u0430d:",
            'sock-shop:"lo\\u{0430}d"',
            "unknown key",
        ],
        [
            "a prototype for a key",
            "sock-shop:load:",
            "sock-shop:__proto__:",
            "sock-shop:__proto__",
            "unknown key __proto__",
        ],
        [
            "a prototype inside",
            "{ cpu: 50m }",
            "{ __proto__: { cpu: 50m } }",
            "sock-shop:faults[0].limits.__proto__",
            "unknown key __proto__",
        ],
        ["no role", "  sock-shop:role: incident\n", "", "sock-shop:role", "missing"],
        ["an unknown role", "role: incident", "role: incidnet", "sock-shop:role", '"incidnet"'],
        ["no incident", "  sock-shop:incident: incident-8\n", "", "sock-shop:incident", "missing"],
        [
            "an unknown incident",
            ": incident-8",
            ": incident-99",
            "sock-shop:incident",
            '"incident-99"',
        ],
        ["a number for an incident", ": incident-8", ": 8", "sock-shop:incident", "found 8"],
        [
            "a path for an incident",
            ": incident-8",
            ": ../incident-8",
            "sock-shop:incident",
            '"../incident-8"',
        ],
        [
            "a letter of another alphabet",
            ": incident-8",
            ": inc\u0456dent-8",
            "sock-shop:incident",
            "inc\\u{0456}dent-8",
        ],
        [
            "a space of no width",
            ": incident-8",
            ": incident-8\u200b",
            "sock-shop:incident",
            "incident-8\\u{200b}",
        ],
        ["no faults", / {2}sock-shop:faults[\s\S]*25m }\n/, "", "sock-shop:faults", "missing"],
        ["a fault that is no list", "    - kind", "      kind", "sock-shop:faults", "found {"],
        ["a fault of nothing", / - kind[\s\S]*25m }/, " -", "sock-shop:faults[0]", "found null"],
        ["text for faults", /:faults[\s\S]*25m }/, ":faults: none", "sock-shop:faults", '"none"'],
        [
            "a path for a baseline",
            "sock-shop:load:",
            "sock-shop:baseline: ../../baseline\n  sock-shop:load:",
            "sock-shop:baseline",
            '"../../baseline"',
        ],
        [
            "an incident over itself",
            "sock-shop:load:",
            "sock-shop:baseline: try\n  sock-shop:load:",
            "sock-shop:baseline",
            "itself",
        ],
        [
            "an unknown pace",
            "sock-shop:load:",
            "sock-shop:pace: fast\n  sock-shop:load:",
            "sock-shop:pace",
            '"fast"',
        ],
        [
            "an expiry without its unit",
            "sock-shop:load:",
            "sock-shop:expiresAfter: 30\n  sock-shop:load:",
            "sock-shop:expiresAfter",
            "found 30",
        ],
        [
            "an expiry in hours",
            "sock-shop:load:",
            "sock-shop:expiresAfter: 2h\n  sock-shop:load:",
            "sock-shop:expiresAfter",
            '"2h"',
        ],
        [
            "an expiry at once",
            "sock-shop:load:",
            "sock-shop:expiresAfter: 5s\n  sock-shop:load:",
            "sock-shop:expiresAfter",
            '"5s"',
        ],
        [
            "an expiry after days",
            "sock-shop:load:",
            "sock-shop:expiresAfter: 9999m\n  sock-shop:load:",
            "sock-shop:expiresAfter",
            '"9999m"',
        ],
        [
            "a load longer than the expiry",
            "sock-shop:load:",
            "sock-shop:expiresAfter: 2m\n  sock-shop:load:",
            "sock-shop:expiresAfter",
            "2m, but the load runs for 180 s",
        ],
    ]),
];

const LOADS: MalformedStack[] = rows(INCIDENT, [
    ["text for a load", /:load:[\s\S]*/, ":load: heavy\n", "sock-shop:load", '"heavy"'],
    ["no profile", "    profile: browse\n", "", "sock-shop:load.profile", "missing"],
    ["an unknown profile", "browse", "browser", "sock-shop:load.profile", '"browser"'],
    [
        "a path for a profile",
        "browse",
        "../../etc/passwd",
        "sock-shop:load.profile",
        '"../../etc/passwd"',
    ],
    ["nobody for users", "users: 30", "users: 0", "sock-shop:load.users", "found 0"],
    ["fewer users than none", "users: 30", "users: -5", "sock-shop:load.users", "found -5"],
    ["half a user", "users: 30", "users: 30.5", "sock-shop:load.users", "found 30.5"],
    [
        "more users than the machine holds",
        "users: 30",
        "users: 30000",
        "sock-shop:load.users",
        "found 30000",
    ],
    [
        "users without number",
        "users: 30",
        "users: 99999999999999999999",
        "sock-shop:load.users",
        "found 100000000000000000000",
    ],
    ["users in quotes", "users: 30", 'users: "30"', "sock-shop:load.users", '"30"'],
    ["users in words", "users: 30", "users: many", "sock-shop:load.users", '"many"'],
    [
        "neither users nor saturation",
        "    users: 30\n",
        "",
        "sock-shop:load",
        "neither users nor saturation",
    ],
    [
        "users and saturation",
        "users: 30",
        "users: 30\n    saturation: { of: front-end, times: 2 }",
        "sock-shop:load",
        '"users":30',
    ],
    [
        "a saturation of no tier",
        "users: 30",
        "saturation: { of: payment, times: 2 }",
        "sock-shop:load.saturation.of",
        '"payment"',
    ],
    [
        "a saturation of nothing",
        "users: 30",
        "saturation: { of: front-end, times: 0 }",
        "sock-shop:load.saturation.times",
        "found 0",
    ],
    [
        "a saturation out of reach",
        /users: 30[\s\S]*/,
        "saturation: { of: front-end, times: 10 }\n    spawnRate: 5\n    duration: 3m\n    waitMs: { min: 5000, max: 9000 }\n",
        "sock-shop:load.saturation",
        "10 × the",
    ],
    [
        "a saturation that is not measured",
        /browse\n {4}users: 30/,
        "checkout\n    saturation: { of: front-end, times: 2 }",
        "sock-shop:load.profile",
        '"checkout"',
    ],
    ["a spawn rate of none", "spawnRate: 5", "spawnRate: 0", "sock-shop:load.spawnRate", "found 0"],
    ["no spawn rate", "    spawnRate: 5\n", "", "sock-shop:load.spawnRate", "missing"],
    [
        "a duration without its unit",
        "duration: 3m",
        "duration: 180",
        "sock-shop:load.duration",
        "found 180",
    ],
    [
        "a duration without end",
        "duration: 3m",
        "duration: 600m",
        "sock-shop:load.duration",
        '"600m"',
    ],
    [
        "a duration of one pace only",
        "duration: 3m",
        "duration: { documented: 3m }",
        "sock-shop:load.duration.short",
        "missing",
    ],
    ["a duration backwards", "duration: 3m", "duration: -3m", "sock-shop:load.duration", '"-3m"'],
    [
        "a pause that can't be drawn",
        "min: 50, max: 150",
        "min: 500, max: 150",
        "sock-shop:load.waitMs",
        '"min":500',
    ],
    [
        "a pause without its end",
        "{ min: 50, max: 150 }",
        "{ min: 50 }",
        "sock-shop:load.waitMs.max",
        "missing",
    ],
    [
        "more workers than cores",
        "users: 30",
        "users: 30\n    workers: 64",
        "sock-shop:load.workers",
        "found 64",
    ],
    [
        "a target elsewhere",
        "users: 30",
        "users: 30\n    target: http://shop.example.com",
        "sock-shop:load.target",
        "unknown key target",
    ],
]);

const FAULTS: MalformedStack[] = (
    [
        [
            "an unknown kind",
            ["{ kind: replica, target: payment, replicas: 0 }"],
            "sock-shop:faults[0].kind",
            '"replica"',
        ],
        ["no kind", ["{ target: payment, replicas: 0 }"], "sock-shop:faults[0].kind", "missing"],
        [
            "a Cyrillic kind",
            ["{ kind: r\u0435plicas, target: payment, replicas: 0 }"],
            "sock-shop:faults[0].kind",
            "r\\u{0435}plicas",
        ],
        [
            "an unknown service",
            ["{ kind: replicas, target: catalog, replicas: 0 }"],
            "sock-shop:faults[0].target",
            '"catalog"',
        ],
        [
            "a service of another namespace",
            ["{ kind: replicas, target: kube-system/coredns, replicas: 0 }"],
            "sock-shop:faults[0].target",
            '"kube-system/coredns"',
        ],
        ["no target", ["{ kind: replicas, replicas: 0 }"], "sock-shop:faults[0].target", "missing"],
        [
            "fewer pods than none",
            ["{ kind: replicas, target: payment, replicas: -1 }"],
            "sock-shop:faults[0].replicas",
            "found -1",
        ],
        [
            "more pods than the node holds",
            ["{ kind: replicas, target: payment, replicas: 1000000 }"],
            "sock-shop:faults[0].replicas",
            "found 1000000",
        ],
        [
            "as many pods as there are",
            ["{ kind: replicas, target: payment, replicas: 1 }"],
            "sock-shop:faults[0]",
            "payment has 1 replicas already",
        ],
        [
            "the same fault twice",
            [
                "{ kind: replicas, target: payment, replicas: 0 }",
                "{ kind: replicas, target: payment, replicas: 0 }",
            ],
            "sock-shop:faults[1]",
            "as a fault before it does",
        ],
        [
            "two faults on one field",
            [
                "{ kind: container-resources, target: catalogue-db, limits: { cpu: 50m }, requests: { cpu: 25m } }",
                "{ kind: container-resources, target: catalogue-db, limits: { cpu: 60m }, requests: { cpu: 25m } }",
            ],
            "sock-shop:faults[1]",
            "resources.limits.cpu of Deployment catalogue-db",
        ],
        [
            "an amount without its unit",
            ["{ kind: container-resources, target: orders, limits: { cpu: 50 } }"],
            "sock-shop:faults[0].limits.cpu",
            "found 50",
        ],
        [
            "an amount in the wrong unit",
            ["{ kind: container-resources, target: orders, limits: { cpu: 50Mi } }"],
            "sock-shop:faults[0].limits.cpu",
            '"50Mi"',
        ],
        [
            "no CPU at all",
            ["{ kind: container-resources, target: orders, limits: { cpu: 0m } }"],
            "sock-shop:faults[0].limits.cpu",
            '"0m"',
        ],
        [
            "memory in megabytes",
            ["{ kind: container-resources, target: orders, limits: { memory: 512MB } }"],
            "sock-shop:faults[0].limits.memory",
            '"512MB"',
        ],
        [
            "memory in which nothing starts",
            ["{ kind: container-resources, target: orders, limits: { memory: 8Mi } }"],
            "sock-shop:faults[0].limits.memory",
            '"8Mi"',
        ],
        [
            "memory of a data centre",
            ["{ kind: container-resources, target: orders, limits: { memory: 999999Gi } }"],
            "sock-shop:faults[0].limits.memory",
            '"999999Gi"',
        ],
        [
            "a request above its limit",
            [
                "{ kind: container-resources, target: orders, limits: { cpu: 50m }, requests: { cpu: 80m } }",
            ],
            "sock-shop:faults[0]",
            "requests.cpu would be 80m",
        ],
        [
            "neither limit nor request",
            ["{ kind: container-resources, target: orders }"],
            "sock-shop:faults[0]",
            "no limit and no request",
        ],
        [
            "a variable with a bad name",
            ['{ kind: environment, target: orders, set: { "NO-NAME": x } }'],
            "sock-shop:faults[0].set.NO-NAME",
            "no such name",
        ],
        [
            "a variable that there isn't",
            ["{ kind: environment, target: orders, set: { NO_SUCH_THING: x } }"],
            "sock-shop:faults[0]",
            "no variable NO_SUCH_THING",
        ],
        [
            "no variable",
            ["{ kind: environment, target: orders, set: {} }"],
            "sock-shop:faults[0].set",
            "found {}",
        ],
        [
            "a number for a variable",
            ["{ kind: environment, target: orders, set: { PORT: 80 } }"],
            "sock-shop:faults[0].set.PORT",
            "found 80",
        ],
        [
            "a pattern that doesn't compile",
            [
                '{ kind: broker-policy, policy: full, pattern: "^(ship", definition: { maxLength: 3, overflow: reject-publish } }',
            ],
            "sock-shop:faults[0].pattern",
            '"^(ship"',
        ],
        [
            "a queue of no length",
            [
                "{ kind: broker-policy, policy: full, pattern: ship, definition: { maxLength: 0, overflow: reject-publish } }",
            ],
            "sock-shop:faults[0].definition.maxLength",
            "found 0",
        ],
        [
            "an unknown overflow",
            [
                "{ kind: broker-policy, policy: full, pattern: ship, definition: { maxLength: 3, overflow: drop } }",
            ],
            "sock-shop:faults[0].definition.overflow",
            '"drop"',
        ],
        [
            "a path for a policy",
            [
                "{ kind: broker-policy, policy: ../full, pattern: ship, definition: { maxLength: 3, overflow: reject-publish } }",
            ],
            "sock-shop:faults[0].policy",
            '"../full"',
        ],
        [
            "a latency and a cut",
            ["{ kind: network, target: payment, latencyMs: 100, cutOff: true }"],
            "sock-shop:faults[0]",
            '"cutOff":true',
        ],
        [
            "neither latency nor cut",
            ["{ kind: network, target: payment }"],
            "sock-shop:faults[0]",
            '"network"',
        ],
        [
            "a latency beyond all time-outs",
            ["{ kind: network, target: payment, latencyMs: 600000 }"],
            "sock-shop:faults[0].latencyMs",
            "found 600000",
        ],
        [
            "a jitter above its latency",
            ["{ kind: network, target: payment, latencyMs: 100, jitterMs: 200 }"],
            "sock-shop:faults[0].jitterMs",
            "found",
        ],
        [
            "a Service's port that there isn't",
            ["{ kind: network, target: payment, latencyMs: 100, port: grpc }"],
            "sock-shop:faults[0]",
            "Service payment has no port grpc",
        ],
        [
            "kills without a pause",
            ["{ kind: pod-kill, targets: [orders], every: 1s, seed: 1 }"],
            "sock-shop:faults[0].every",
            '"1s"',
        ],
        [
            "nobody to kill",
            ["{ kind: pod-kill, targets: [], every: 30s, seed: 1 }"],
            "sock-shop:faults[0].targets",
            "found []",
        ],
        [
            "a target to kill twice",
            ["{ kind: pod-kill, targets: [orders, orders], every: 30s, seed: 1 }"],
            "sock-shop:faults[0].targets",
            "orders",
        ],
        [
            "no seed",
            ["{ kind: pod-kill, targets: [orders], every: 30s }"],
            "sock-shop:faults[0].seed",
            "missing",
        ],
        [
            "a probe of nothing",
            ["{ kind: probe, target: front-end }"],
            "sock-shop:faults[0]",
            "names no probe",
        ],
        [
            "a probe without a setting",
            ["{ kind: probe, target: front-end, liveness: {} }"],
            "sock-shop:faults[0].liveness",
            "found {}",
        ],
        [
            "a probe at every moment",
            ["{ kind: probe, target: front-end, liveness: { periodSeconds: 0 } }"],
            "sock-shop:faults[0].liveness.periodSeconds",
            "found 0",
        ],
        [
            "a scale upside down",
            [
                "{ kind: autoscaler, name: a, target: front-end, minReplicas: 5, maxReplicas: 2, metric: cpu, averageUtilization: 50 }",
            ],
            "sock-shop:faults[0].maxReplicas",
            "found",
        ],
        [
            "a scale by an unknown metric",
            [
                "{ kind: autoscaler, name: a, target: front-end, minReplicas: 1, maxReplicas: 2, metric: load, averageUtilization: 50 }",
            ],
            "sock-shop:faults[0].metric",
            '"load"',
        ],
        [
            "an object with an invalid name",
            [
                "{ kind: autoscaler, name: My_Scale, target: front-end, minReplicas: 1, maxReplicas: 2, metric: cpu, averageUtilization: 50 }",
            ],
            "sock-shop:faults[0].name",
            '"My_Scale"',
        ],
        [
            "two autoscalers of one workload",
            [
                "{ kind: autoscaler, name: a, target: front-end, minReplicas: 1, maxReplicas: 2, metric: cpu, averageUtilization: 50 }",
                "{ kind: autoscaler, name: b, target: front-end, minReplicas: 1, maxReplicas: 3, metric: memory, averageUtilization: 50 }",
            ],
            "sock-shop:faults[1]",
            "number of pods of front-end",
        ],
        [
            "an autoscaler of a workload at a fixed number",
            [
                "{ kind: replicas, target: front-end, replicas: 2 }",
                "{ kind: autoscaler, name: a, target: front-end, minReplicas: 1, maxReplicas: 2, metric: cpu, averageUtilization: 50 }",
            ],
            "sock-shop:faults[1]",
            "number of pods of front-end",
        ],
    ] satisfies FaultRow[]
).map(([mistake, lines, key, found]) => ({ mistake, text: faults(...lines), key, found }));

const BASELINES: MalformedStack[] = rows(BASELINE, [
    ["no cluster", / {2}sock-shop:cluster.*\n/, "", "sock-shop:cluster", "missing"],
    ["an empty cluster", /\{ name.*\}/, "{}", "sock-shop:cluster.name", "missing"],
    ["a cluster without a port", ", httpPort: 2025", "", "sock-shop:cluster.httpPort", "missing"],
    ["a port of the system's", "2025", "80", "sock-shop:cluster.httpPort", "found 80"],
    ["a port that there isn't", "2025", "70000", "sock-shop:cluster.httpPort", "found 70000"],
    [
        "an address for a port",
        "2025",
        "0.0.0.0:2025",
        "sock-shop:cluster.httpPort",
        '"0.0.0.0:2025"',
    ],
    [
        "a path for a cluster",
        "name: sockshop",
        "name: ../prod",
        "sock-shop:cluster.name",
        '"../prod"',
    ],
    [
        "a cluster's name too long",
        "name: sockshop",
        `name: ${"long-".repeat(10)}er`,
        "sock-shop:cluster.name",
        '"long-',
    ],
    [
        "a cluster of both kinds",
        "name: sockshop",
        "name: sockshop, context: kind-a, allowContexts: [kind-a]",
        "sock-shop:cluster.allowContexts",
        "allowContexts, context beside keys of another kind",
    ],
    [
        "a context that is not allowed",
        "name: sockshop",
        "context: kind-prod, allowContexts: [kind-dev]",
        "sock-shop:cluster.context",
        "kind-prod is not in",
    ],
    [
        "a context that is no kind cluster",
        "name: sockshop",
        "context: prod, allowContexts: [prod]",
        "sock-shop:cluster.context",
        "prod, which is no kind cluster",
    ],
    [
        "a context and no list",
        "name: sockshop",
        "context: kind-dev",
        "sock-shop:cluster.allowContexts",
        "missing",
    ],
    [
        "an empty list of contexts",
        "name: sockshop",
        "context: kind-dev, allowContexts: []",
        "sock-shop:cluster.allowContexts",
        "found []",
    ],
    [
        "a share of CPU in percent",
        /$/,
        "  sock-shop:cpuShare: 50\n",
        "sock-shop:cpuShare",
        "found 50",
    ],
    [
        "an unknown source of images",
        /$/,
        "  sock-shop:imageSource: mirror\n",
        "sock-shop:imageSource",
        '"mirror"',
    ],
    [
        "images where no registry is",
        /$/,
        "  sock-shop:images: upstream\n",
        "sock-shop:images",
        "upstream, but no image registry",
    ],
    [
        "yes for true",
        /$/,
        '  sock-shop:datadog: { enabled: "yes" }\n',
        "sock-shop:datadog.enabled",
        '"yes"',
    ],
    [
        "Datadog without keys",
        /$/,
        "  sock-shop:datadog: { enabled: true }\n",
        "sock-shop:datadog.apiKey",
        "missing",
    ],
    [
        "a key in plain text",
        /$/,
        `  sock-shop:datadog: { enabled: false, apiKey: ${PLAIN_KEY} }\n`,
        "sock-shop:datadog.apiKey",
        "anybody can read",
    ],
    [
        "a key in the wrong place",
        /$/,
        `  sock-shop:datadog: { site: ${PLAIN_APP_KEY} }\n`,
        "sock-shop:datadog.site",
        "not shown",
    ],
    [
        "a key under a misspelt name",
        /$/,
        `  sock-shop:datadog: { apikey: ${PLAIN_KEY} }\n`,
        "sock-shop:datadog.apikey",
        "unknown key apikey",
    ],
    [
        "keys that would go over the wire in the clear",
        /$/,
        `  sock-shop:datadog: { apiUrl: "http://datadog.example.com" }\n`,
        "sock-shop:datadog.apiUrl",
        "http://datadog.example.com",
    ],
    [
        "a handle that calls nobody",
        /$/,
        "  sock-shop:datadog: { notify: [sre] }\n",
        "sock-shop:datadog.notify[0]",
        '"sre"',
    ],
]);

/** Every one a mistake of another kind. */
export const MALFORMED_STACKS: readonly MalformedStack[] = [
    ...FILES,
    ...KEYS_AND_TYPES,
    ...LOADS,
    ...FAULTS,
    ...BASELINES,
];

/** What a malformed file must never be answered with. */
export const PLANTED = [PLAIN_KEY, PLAIN_APP_KEY];
