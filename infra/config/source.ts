import { readFileSync } from "node:fs";
import { isNode, LineCounter, parseDocument } from "yaml";

/** The stack file a configuration came from, so that an error can point into it. */
export interface ConfigSource {
    /** Name of the stack. */
    stack: string;
    /** Path as a person would type it, e.g. `stacks/Pulumi.incident-8.yaml`. */
    file: string;
    /** `:12` for the line where that key of our namespace stands, or nothing if it isn't there. */
    lineOf(path: readonly PropertyKey[]): string;
    /** Whether that key stands in the file as plain text, not as a secret. */
    isReadable?(path: readonly PropertyKey[]): boolean;
}

/** Reads positions from the stack's file in `stacks/`; a file elsewhere (`--config-file`) has none. */
export function stackFile(stack: string, namespace: string): ConfigSource {
    const file = `stacks/Pulumi.${stack}.yaml`;
    return {
        stack,
        file,
        lineOf: (path) => {
            let text: string;
            try {
                text = readFileSync(file, "utf8");
            } catch {
                return "";
            }
            const lines = new LineCounter();
            const document = parseDocument(text, { lineCounter: lines });
            // A missing key has no place of its own: then its closest parent's is the one to edit.
            for (let depth = path.length; depth > 0; depth--) {
                const [first, ...rest] = path.slice(0, depth).map(stepOf);
                const node = document.getIn(["config", `${namespace}:${first}`, ...rest], true);
                if (isNode(node) && node.range) return `:${lines.linePos(node.range[0]).line}`;
            }
            return "";
        },
        isReadable: (path) => {
            const [first, ...rest] = path.map(stepOf);
            try {
                const config = parseDocument(readFileSync(file, "utf8"));
                const value = config.getIn(["config", `${namespace}:${first}`, ...rest]);
                return typeof value === "string" && value !== "";
            } catch {
                return false;
            }
        },
    };
}

function stepOf(step: PropertyKey): string | number {
    return typeof step === "number" ? step : String(step);
}
