/** The language host's calls; see README.md in the folder above for what it leaves out. */
import * as grpc from "@grpc/grpc-js";
import languageGrpc from "@pulumi/pulumi/proto/language_grpc_pb.js";
import languagePb from "@pulumi/pulumi/proto/language_pb.js";
import type * as language from "@pulumi/pulumi/proto/language_pb.js";
import { connectEngine } from "../protocol/engine.ts";
import { pluginInfo } from "../protocol/responses.ts";
import { empty, engineAddress, serve, unary } from "../protocol/serve.ts";
import { Children } from "./children.ts";
import { listDependencies } from "./dependencies.ts";
import { pluginCommand, programCommand, type NodeCommand } from "./node-command.ts";

const VERSION = "3.259.0"; // the engine whose protocol this host was written for
const EXIT_MESSAGE_SHOWN = 32; // the SDK has printed what the user must know; the engine is to add nothing

/** Serves the language host until the engine has gone. */
export async function serveLanguageHost(argv: readonly string[]): Promise<void> {
    if (argv.includes("--version")) {
        process.stdout.write(`${VERSION}\n`);
        return;
    }
    const children = new Children();
    let engine = engineAddress(argv);
    const leave = (): void => {
        void children.killAll().finally(() => process.exit(0));
    };
    if (engine !== undefined) connectEngine(engine, leave);
    // The engine ends a plugin by an interrupt, after it has cancelled it.
    process.on("SIGINT", leave);
    process.on("SIGTERM", leave);

    await serve(languageGrpc.LanguageRuntimeService, {
        handshake: unary((request: language.LanguageHandshakeRequest) => {
            if (engine === undefined) connectEngine(request.getEngineAddress(), leave);
            engine = request.getEngineAddress();
            return new languagePb.LanguageHandshakeResponse();
        }),
        // Nothing is asked to be downloaded: plugins come from PATH, and a missing one is named by the engine.
        getRequiredPlugins: unary(() => new languagePb.GetRequiredPluginsResponse()),
        getRequiredPackages: unary(() => new languagePb.GetRequiredPackagesResponse()),
        getPluginInfo: unary(() => pluginInfo(VERSION)),
        about: unary(() => {
            const response = new languagePb.AboutResponse();
            response.setExecutable(process.execPath);
            response.setVersion(process.version);
            return response;
        }),
        runtimeOptionsPrompts: unary(() => new languagePb.RuntimeOptionsResponse()),
        getProgramDependencies: unary((request: language.GetProgramDependenciesRequest) =>
            listDependencies(request.getInfo()?.getProgramDirectory() ?? request.getPwd()),
        ),
        installDependencies: refuseInstall,
        run: unary((request: language.RunRequest) =>
            run(children, programCommand(request, engine)),
        ),
        runPlugin: (
            call: grpc.ServerWritableStream<language.RunPluginRequest, language.RunPluginResponse>,
        ) => runPlugin(children, call),
        cancel: unary(() => {
            children.interruptAll();
            return empty();
        }),
    });
}

/** Runs the program; its output is the host's own, which the engine reads and shows. */
async function run(children: Children, command: NodeCommand): Promise<language.RunResponse> {
    const response = new languagePb.RunResponse();
    try {
        const { code, signal } = await children.run(command, "inherit");
        if (code === EXIT_MESSAGE_SHOWN) response.setBail(true);
        else if (signal !== null) response.setError(`Program was ended by ${signal}`);
        else if (code !== 0) response.setError(`Program exited with non-zero exit code: ${code}`);
    } catch (error) {
        response.setError(
            `Problem executing program (could not run language executor): ${String(error)}`,
        );
    }
    return response;
}

function runPlugin(
    children: Children,
    call: grpc.ServerWritableStream<language.RunPluginRequest, language.RunPluginResponse>,
): void {
    const write = (set: (response: language.RunPluginResponse) => void): void => {
        if (call.cancelled) return;
        const response = new languagePb.RunPluginResponse();
        set(response);
        call.write(response);
    };
    const fail = (error: unknown): void => {
        const details = error instanceof Error ? error.message : String(error);
        call.emit("error", { code: grpc.status.UNKNOWN, details });
    };
    let command: NodeCommand;
    try {
        command = pluginCommand(call.request);
    } catch (error) {
        return fail(error);
    }
    const ended = children.run(command, {
        stdout: (chunk) => write((response) => response.setStdout(chunk)),
        stderr: (chunk) => write((response) => response.setStderr(chunk)),
        // The engine ends a plugin by giving up the call.
        until: (stop) => call.on("cancelled", stop),
    });
    ended.then(({ code }) => {
        write((response) => response.setExitcode(code ?? 1));
        call.end();
    }, fail);
}

function refuseInstall(call: grpc.ServerWritableStream<unknown, unknown>): void {
    call.emit("error", {
        code: grpc.status.UNIMPLEMENTED,
        details:
            "pulumi install: not supported by this language host. Run `npm ci` in the project instead.",
    });
}
