import assert from "node:assert/strict";
import { readFileSync } from "node:fs";

/** A command of a document, as a reader would paste it. */
export interface DocCommand {
    /** `docs/runbooks.md:41` */
    where: string;
    text: string;
    /** True in a fence marked `sh changes`: it is not for every moment. */
    changes: boolean;
}

/** Every command in the fences `sh` of a document, a line each. Comments are left out. */
export function docCommands(file: string): DocCommand[] {
    const commands: DocCommand[] = [];
    let fence: string | undefined;
    for (const [index, line] of readFileSync(file, "utf8").split("\n").entries()) {
        const [, info] = /^```(.*)$/.exec(line) ?? [];
        if (info !== undefined) fence = fence === undefined ? info.trim() : undefined;
        else if (fence === "sh" || fence === "sh changes") {
            const text = line.replace(/(^|\s+)#\s.*$/, "").trim();
            const where = `${file}:${index + 1}`;
            if (text !== "") commands.push({ where, text, changes: fence === "sh changes" });
        }
    }
    assert.equal(fence, undefined, `${file}: a fence is not closed`);
    return commands;
}

/** The words of a command as a shell would have them. */
export function wordsOf({ where, text }: DocCommand): string[] {
    const words = text.match(/(?:'[^']*'|"[^"]*"|[^\s'"])+/g) ?? [];
    const bare = text.replace(/'[^']*'/g, "").replace(/"[^"]*"/g, "");
    // One command a line, or nobody could tell what was checked.
    assert.doesNotMatch(bare, /[|;&<>'"`]/, `${where}: more than one plain command: ${text}`);
    return words.map((word) => word.replace(/'([^']*)'|"([^"]*)"/g, "$1$2"));
}

/** What of `kubectl` a document may use, and whether it only looks. */
const READS = ["describe", "get", "logs", "top", "rollout history"];
const CHANGES = ["autoscale", "delete", "scale", "set resources", "set selector"];

export interface KubectlCommand {
    /** `get`, `set resources`. */
    verb: string;
    reads: boolean;
    /** Names of options, such as `--tail` and `-l`. */
    options: string[];
    /** Words that are no option and no option's value. */
    rest: string[];
    /** Workloads that it names, by name or by label. */
    workloads: string[];
    /** What runs in the container, of `exec`. */
    inside: string[];
}

/** Options of `kubectl` that are used with a value in the next word. */
const WITH_VALUE = new Set(["-n", "-l", "-o", "--raw"]);
/** Commands that only look, inside of a container. */
const INSIDE_READS = [/^rabbitmqctl list_(policies|queues)\b/];

/** Takes a `kubectl` command apart. @throws AssertionError where it is none that a document may have */
export function kubectlCommand(command: DocCommand): KubectlCommand {
    const [program, ...words] = wordsOf(command);
    assert.equal(program, "kubectl", command.where);
    const split = words.indexOf("--");
    const own = split < 0 ? words : words.slice(0, split);
    const inside = split < 0 ? [] : words.slice(split + 1);
    const [options, rest, workloads]: string[][] = [[], [], []];
    for (let at = 0; at < own.length; at++) {
        const word = own[at] ?? "";
        if (!word.startsWith("-")) rest?.push(word);
        else {
            options?.push(word.split("=")[0] ?? "");
            if (!WITH_VALUE.has(word)) continue;
            const value = own[++at] ?? "";
            const [, name] = /(?:^|\/service-|^)name=([\w-]+)$/.exec(value) ?? [];
            if (word === "-l" && name !== undefined) workloads?.push(name);
        }
    }
    const [first = "", second = ""] = rest ?? [];
    const two = `${first} ${second}`;
    const verb = [...READS, ...CHANGES].includes(two) ? two : first;
    const left = (rest ?? []).slice(verb.split(" ").length);
    for (const word of left) {
        const [, name] = /^deployment\/(.+)$/.exec(word) ?? [];
        if (name !== undefined) workloads?.push(name);
    }
    if (["deployment", "service"].includes(left[0] ?? "")) {
        workloads?.push(...left.slice(1).filter((word) => !word.includes("=")));
    }
    const reads =
        verb === "exec"
            ? INSIDE_READS.some((one) => one.test(inside.join(" ")))
            : READS.includes(verb);
    assert.ok(
        reads || verb === "exec" || CHANGES.includes(verb),
        `${command.where}: kubectl ${verb}: neither one that only looks (${READS.join(", ")}) nor one of ${CHANGES.join(", ")}`,
    );
    return { verb, reads, options: options ?? [], rest: left, workloads: workloads ?? [], inside };
}
