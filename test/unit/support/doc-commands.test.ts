import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { SIGNALS } from "../../../components/monitoring/signals/catalogue.ts";
import { renderRunbooks } from "../../../components/monitoring/signals/runbooks.ts";
import { WORKLOADS } from "../../../components/shop/topology.ts";
import {
    type DocCommand,
    docCommands,
    kubectlCommand,
    wordsOf,
} from "../../support/doc-commands.ts";

const PAGES = ["docs/runbooks.md", "docs/demo.md", "docs/faq.md", "docs/journeys.md"];
const KINDS = [
    "deployment",
    "deployments",
    "endpointslices",
    "events",
    "hpa",
    "jobs",
    "namespaces",
    "networkpolicies",
    "node",
    "nodes",
    "pods",
    "replicasets",
    "service",
    "services",
];

const { scripts } = JSON.parse(readFileSync("package.json", "utf8")) as {
    scripts: Record<string, string>;
};

const helps = new Map<string, string>();

/** What a program says of itself; asked once. */
function helpOf(program: string, ...args: string[]): string {
    const key = [program, ...args].join(" ");
    const known = helps.get(key);
    if (known !== undefined) return known;
    const asked = args.includes("options") ? args : [...args, "--help"];
    const text = execFileSync(program, asked, { encoding: "utf8", stdio: "pipe" });
    helps.set(key, text);
    return text;
}

function hasOption(help: string, option: string): boolean {
    return new RegExp(`(^|[\\s,])${option}($|[\\s,=:<])`, "m").test(help);
}

/** What is wrong with a command of npm's, or undefined. */
function npmProblem(all: readonly string[]): string | undefined {
    const words = all.filter((word) => word !== "--silent");
    const isRun = words[1] === "run";
    const name = words[isRun ? 2 : 1] ?? "";
    if (scripts[name] === undefined) return `no npm script ${name}`;
    const args = words.slice((isRun ? 3 : 2) + (words[isRun ? 3 : 2] === "--" ? 1 : 0));
    // What has a script of its own is no task of the lab's command line.
    if (!scripts[name].includes("run.mjs") || name === "setup") return undefined;
    const main = [process.execPath, "infra/cli/main.ts", name] as const;
    const top = helpOf(...main);
    const sub = args[0] !== undefined && new RegExp(`^  ${args[0]}\\b`, "m").test(top);
    // A command with a default takes that one's options.
    const isPlay = name === "drill" && !sub;
    const help = sub ? helpOf(...main, args[0] ?? "") : isPlay ? helpOf(...main, "play") : top;
    const options = args.filter((word) => word.startsWith("--")).map((word) => word.split("=")[0]);
    const unknown = options.find((option) => !hasOption(help, option ?? ""));
    if (unknown !== undefined) return `npm run ${name} knows no ${unknown}`;
    const stack = args.find((word) => /^(incident-|control-)/.test(word));
    return stack === undefined ? undefined : stackProblem(stack);
}

function stackProblem(stack: string): string | undefined {
    return existsSync(`stacks/Pulumi.${stack}.yaml`) ? undefined : `no stack ${stack}`;
}

function pulumiProblem(words: readonly string[]): string | undefined {
    const verb = words[1] === "stack" ? `stack ${words[2]}` : words[1];
    if (!["destroy", "preview", "stack output", "up"].includes(verb ?? "")) {
        return `pulumi ${verb} is not for readers`;
    }
    const at = words.indexOf("--stack");
    return at < 0 ? "no --stack" : stackProblem(words[at + 1] ?? "");
}

function kubectlProblem(command: DocCommand): string | undefined {
    const { verb, reads, options, rest, workloads } = kubectlCommand(command);
    if (reads === command.changes) {
        return reads
            ? "only looks, in a fence of changes"
            : "changes, outside of a fence of changes";
    }
    const about = verb === "top" ? ["top", rest[0] ?? ""] : verb.split(" ");
    const help = `${helpOf("kubectl", ...about)}\n${helpOf("kubectl", "options")}`;
    const unknown = options.find((option) => !hasOption(help, option));
    if (unknown !== undefined) return `kubectl ${verb} knows no ${unknown}`;
    const stranger = workloads.find((name) => !WORKLOADS.includes(name));
    if (stranger !== undefined) return `the shop has no workload ${stranger}`;
    const takesKind = ["get", "describe", "delete", "scale", "top"].includes(verb);
    const kind = rest[0];
    const isKnown = kind === undefined || KINDS.includes(kind);
    return takesKind && !isKnown ? `no kind ${kind}` : undefined;
}

/** What is wrong with a command, or undefined. */
function problemOf(command: DocCommand): string | undefined {
    const { text } = command;
    if (text === ". .tools/env") return undefined;
    const setting = /^export KUBECONFIG=\$\((.+)\)$/.exec(text)?.[1];
    if (setting !== undefined) return pulumiProblem(wordsOf({ ...command, text: setting }));
    if (/^export KUBECONFIG=[\w/.-]+$/.test(text)) return undefined;
    const words = wordsOf(command);
    switch (words[0]) {
        case "npm":
            return npmProblem(words);
        case "pulumi":
            return pulumiProblem(words);
        case "kubectl":
            return kubectlProblem(command);
        case "curl":
            return words.some((word) => /^http:\/\/127\.0\.0\.1:2025(\/|$)/.test(word))
                ? undefined
                : "asks something else than the shop";
        default:
            return `${words[0]} is none of the lab's tools`;
    }
}

describe("commands in documents", function () {
    this.timeout(60_000);
    for (const page of PAGES) {
        it(`of ${page} name what there is`, () => {
            const commands = docCommands(page);
            assert.ok(commands.length > 0, `${page} has no command`);
            const problems = commands.flatMap((command) => {
                const problem = problemOf(command);
                return problem === undefined ? [] : [`${command.where}: ${problem}`];
            });
            assert.deepEqual(problems, []);
        });
    }

    const wrong: [string, boolean, string][] = [
        ["npm run prove -- --al", false, "npm run prove knows no --al"],
        ["npm run prof", false, "no npm script prof"],
        ["npm run drill -- reveal --seed 1", false, "npm run drill knows no --seed"],
        ["npm run prove -- incident-99", false, "no stack incident-99"],
        ["pulumi up --stack incident-0", false, "no stack incident-0"],
        ["kubectl -n sock-shop get pots", false, "no kind pots"],
        ["kubectl -n sock-shop logs deployment/paiment", false, "the shop has no workload paiment"],
        ["kubectl -n sock-shop get pods --al", false, "kubectl get knows no --al"],
        [
            "kubectl -n sock-shop scale deployment payment --replicas=1",
            false,
            "changes, outside of a fence of changes",
        ],
        [
            "kubectl -n sock-shop exec deployment/rabbitmq -- rabbitmqctl reset",
            false,
            "changes, outside of a fence of changes",
        ],
        ["curl http://127.0.0.1:80", false, "asks something else than the shop"],
        ["jq .", false, "jq is none of the lab's tools"],
    ];
    for (const [text, changes, problem] of wrong) {
        it(`refuse ${text}`, () => {
            assert.equal(problemOf({ where: "a page", text, changes }), problem);
        });
    }
});

describe("runbooks", () => {
    const page = readFileSync("docs/runbooks.md", "utf8");
    const sections = page.split(/^## /m).slice(1);

    for (const { name } of SIGNALS) {
        it(`of ${name} have reasoning behind what is generated`, () => {
            const section = sections.find((text) => text.startsWith(`${name}\n`)) ?? "";
            const [, own = ""] = section.split(`<!-- /${name} -->`);
            for (const part of ["Telling causes apart", "Next", "Repair", "False alarm"]) {
                const [, text = ""] = own.split(`**${part}.**`);
                assert.match(text.trim(), /^[A-Za-z0-9`].{4,}/, `${name}: ${part}`);
            }
            assert.match(own, /^```sh$/m, `${name}: no command to look with`);
        });
    }

    it("keep what is written behind the marks, and refuse a missing or a strange section", () => {
        const [signal] = SIGNALS;
        assert.ok(signal !== undefined);
        const { name } = signal;
        const mine = `## ${name}\n\n<!-- ${name} -->\nold\n<!-- /${name} -->\n\nMine.\n`;
        const rendered = renderRunbooks([signal], mine);
        assert.ok(rendered.endsWith(`<!-- /${name} -->\n\nMine.\n`));
        assert.ok(!rendered.includes("\nold\n"));
        assert.equal(renderRunbooks([signal], rendered), rendered);
        assert.throws(() => renderRunbooks([signal], "# none\n"), {
            message: `no runbook of ${name}: write "## ${name}", <!-- ${name} --> and <!-- /${name} -->`,
        });
        assert.throws(() => renderRunbooks([], mine), {
            message: `## ${name} is the runbook of no signal`,
        });
    });
});
