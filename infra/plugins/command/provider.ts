/** `pulumi-resource-command`: the protocol around `command.ts`. */
import providerGrpc from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import pb from "@pulumi/pulumi/proto/provider_pb.js";
import type * as rpc from "@pulumi/pulumi/proto/provider_pb.js";
import { connectEngine, NO_ENGINE, type Engine } from "../protocol/engine.ts";
import { bareSchema, checked, diffed, pluginInfo } from "../protocol/responses.ts";
import { empty, engineAddress, serve, unary } from "../protocol/serve.ts";
import { decode, encode } from "../protocol/struct.ts";
import { parseUrn } from "../protocol/urn.ts";
import * as command from "./command.ts";
import { diffInputs } from "./diff.ts";
import { checkInputs, inputsAmong } from "./inputs.ts";
import { ProcessGroups } from "./process-groups.ts";

const VERSION = "1.2.1";
const COMMAND = "command:local:Command";

/** Serves the plugin until its engine has gone. */
export async function serveCommand(argv: readonly string[]): Promise<void> {
    const groups = new ProcessGroups();
    let cancelled = false;
    const leave = (): void => {
        void groups.end("SIGTERM").finally(() => process.exit(0));
    };
    const address = engineAddress(argv);
    let engine: Engine = address === undefined ? NO_ENGINE : connectEngine(address, leave);
    // The engine ends a plugin by an interrupt, after it has cancelled it.
    process.on("SIGINT", leave);
    process.on("SIGTERM", leave);
    const cancel = (): void => {
        cancelled = true;
        void groups.end("SIGINT");
    };

    const contextOf = (urn: string): command.Context => {
        refuseOthers(parseUrn(urn).type);
        if (cancelled) throw new Error("cancelled: no command is started any more");
        return { urn, engine, groups };
    };

    await serve(providerGrpc.ResourceProviderService, {
        handshake: unary((request: rpc.ProviderHandshakeRequest) => {
            if (address === undefined) engine = connectEngine(request.getEngineAddress(), leave);
            const response = new pb.ProviderHandshakeResponse();
            response.setAcceptSecrets(true);
            return response;
        }),
        getPluginInfo: unary(() => pluginInfo(VERSION)),
        getSchema: unary(() => bareSchema("command", VERSION)),
        checkConfig: unary((request: rpc.CheckRequest) => checked(decode(request.getNews()))),
        diffConfig: unary(() => diffed(new Map())),
        configure: unary(() => {
            const response = new pb.ConfigureResponse();
            response.setAcceptsecrets(true);
            response.setSupportspreview(true);
            return response;
        }),
        check: unary((request: rpc.CheckRequest) => {
            refuseOthers(parseUrn(request.getUrn()).type);
            const inputs = decode(request.getNews());
            return checked(inputs, checkInputs(inputs));
        }),
        diff: unary((request: rpc.DiffRequest) => {
            const old = request.hasOldInputs()
                ? decode(request.getOldInputs())
                : inputsAmong(decode(request.getOlds()));
            return diffed(diffInputs(old, decode(request.getNews())));
        }),
        create: unary(async (request: rpc.CreateRequest) => {
            const response = new pb.CreateResponse();
            const inputs = decode(request.getProperties());
            if (request.getPreview()) {
                response.setProperties(encode(command.preview(inputs)));
                return response;
            }
            const context = contextOf(request.getUrn());
            response.setProperties(encode(await command.create(context, inputs)));
            response.setId(command.newId(parseUrn(request.getUrn()).name));
            await engine.flush();
            return response;
        }),
        update: unary(async (request: rpc.UpdateRequest) => {
            const response = new pb.UpdateResponse();
            const inputs = decode(request.getNews());
            const outputs = request.getPreview()
                ? command.preview(inputs)
                : await command.update(
                      contextOf(request.getUrn()),
                      decode(request.getOlds()),
                      inputs,
                  );
            response.setProperties(encode(outputs));
            await engine.flush();
            return response;
        }),
        read: unary((request: rpc.ReadRequest) => {
            // There is nothing to look at: what a command did is what it said.
            const response = new pb.ReadResponse();
            response.setId(request.getId());
            response.setProperties(request.getProperties());
            response.setInputs(request.getInputs());
            return response;
        }),
        delete: unary(async (request: rpc.DeleteRequest) => {
            await command.remove(contextOf(request.getUrn()), decode(request.getProperties()));
            await engine.flush();
            return empty();
        }),
        invoke: unary((request: rpc.InvokeRequest) => {
            throw new Error(
                `${request.getTok()}: not supported by this command plugin, which runs ${COMMAND} only. ` +
                    "Run the command in the program (node:child_process) or as a Command resource.",
            );
        }),
        cancel: unary(() => {
            cancel();
            return empty();
        }),
    });
}

function refuseOthers(type: string): void {
    if (type === COMMAND) return;
    throw new Error(`${type}: not supported by this command plugin, which knows ${COMMAND} only.`);
}
