import { readFileSync } from "node:fs";
import { type Document, isNode, LineCounter, parseDocument } from "yaml";

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
    return sourceOf({ stack, file, namespace, read: () => readFileSync(file, "utf8") });
}

/** What a source is made of. */
export interface SourceText {
    stack: string;
    file: string;
    /** The project's, under which its keys stand. */
    namespace: string;
    /** The file's text; asked only where there is something to point at. May throw. */
    read: () => string;
}

/** Positions in a stack file's text. */
export function sourceOf({ stack, file, namespace, read }: SourceText): ConfigSource {
    const keysOf = (path: readonly PropertyKey[]): (string | number)[] => {
        const [first, ...rest] = path.map((step) =>
            typeof step === "number" ? step : String(step),
        );
        return ["config", `${namespace}:${first}`, ...rest];
    };
    return {
        stack,
        file,
        lineOf: (path) => {
            const lines = new LineCounter();
            const document = documentOf(read, lines);
            // A missing key has no place of its own: then its closest parent's is the one to edit.
            for (let depth = path.length; depth > 0; depth--) {
                const node = document?.getIn(keysOf(path.slice(0, depth)), true);
                if (isNode(node) && node.range) return `:${lines.linePos(node.range[0]).line}`;
            }
            return "";
        },
        isReadable: (path) => {
            const value = documentOf(read)?.getIn(keysOf(path));
            return typeof value === "string" && value !== "";
        },
    };
}

function documentOf(read: () => string, lineCounter?: LineCounter): Document.Parsed | undefined {
    try {
        return parseDocument(read(), lineCounter === undefined ? {} : { lineCounter });
    } catch {
        return undefined;
    }
}
