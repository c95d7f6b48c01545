/** `pulumi-resource-datadog`: the protocol around `life.ts`. */
import providerGrpc from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import pb from "@pulumi/pulumi/proto/provider_pb.js";
import type * as rpc from "@pulumi/pulumi/proto/provider_pb.js";
import { changesBetween } from "../protocol/changes.ts";
import { connectEngine } from "../protocol/engine.ts";
import { bareSchema, checked, diffed, pluginInfo } from "../protocol/responses.ts";
import { empty, engineAddress, serve, unary } from "../protocol/serve.ts";
import { decode, encode } from "../protocol/struct.ts";
import { parseUrn } from "../protocol/urn.ts";
import { checkInputs, diffResource, plainInputs, unknownKeys } from "./check.ts";
import type { Kind } from "./kind.ts";
import { kindOf } from "./kinds/index.ts";
import * as life from "./life.ts";
import { Session } from "./session.ts";
import { refusedSettings } from "./settings.ts";

const VERSION = "5.11.0";

/** Serves the plugin until its engine has gone. */
export async function serveDatadog(argv: readonly string[]): Promise<void> {
    const leave = (): void => process.exit(0);
    const address = engineAddress(argv);
    if (address !== undefined) connectEngine(address, leave);
    let cancelled = false;
    // The engine ends a plugin by an interrupt, after it has cancelled it.
    process.on("SIGINT", leave);
    process.on("SIGTERM", leave);
    const session = new Session();

    const kindAt = (urn: string): Kind => kindOf(parseUrn(urn).type);
    const api = async (): ReturnType<Session["api"]> => {
        if (cancelled) throw new Error("cancelled: Datadog is asked for nothing any more");
        return await session.api();
    };

    await serve(providerGrpc.ResourceProviderService, {
        handshake: unary((request: rpc.ProviderHandshakeRequest) => {
            if (address === undefined) connectEngine(request.getEngineAddress(), leave);
            const response = new pb.ProviderHandshakeResponse();
            response.setAcceptSecrets(true);
            return response;
        }),
        getPluginInfo: unary(() => pluginInfo(VERSION)),
        getSchema: unary(() => bareSchema("datadog", VERSION)),
        checkConfig: unary((request: rpc.CheckRequest) => {
            const config = decode(request.getNews());
            return checked(config, refusedSettings(config));
        }),
        diffConfig: unary((request: rpc.DiffRequest) => {
            const olds = request.hasOldInputs() ? request.getOldInputs() : request.getOlds();
            // Another key or address changes the provider alone, as the official plugin has it.
            const changes = [...changesBetween(decode(olds), decode(request.getNews()))];
            return diffed(new Map(changes.map(([path, kind]) => [path, { kind, replace: false }])));
        }),
        configure: unary(async (request: rpc.ConfigureRequest) => {
            await session.configure(decode(request.getArgs()));
            const response = new pb.ConfigureResponse();
            response.setAcceptsecrets(true);
            response.setSupportspreview(true);
            return response;
        }),
        check: unary(async (request: rpc.CheckRequest) => {
            const kind = kindAt(request.getUrn());
            const inputs = decode(request.getNews());
            const failures = checkInputs(kind, inputs);
            const isWhole = unknownKeys(inputs).length === 0 && session.isKnown;
            if (failures.length > 0 || !isWhole || kind.examine === undefined) {
                return checked(inputs, failures);
            }
            return checked(inputs, await kind.examine(await api(), plainInputs(inputs)));
        }),
        diff: unary((request: rpc.DiffRequest) => {
            const [state, news] = [decode(request.getOlds()), decode(request.getNews())];
            const ignored = request.getIgnorechangesList();
            return diffed(diffResource(kindAt(request.getUrn()), state, news, ignored));
        }),
        create: unary(async (request: rpc.CreateRequest) => {
            const response = new pb.CreateResponse();
            const kind = kindAt(request.getUrn());
            const inputs = decode(request.getProperties());
            if (request.getPreview()) {
                response.setProperties(encode(life.preview(kind, inputs)));
                return response;
            }
            const { id, state } = await life.create(await api(), kind, inputs);
            response.setId(id);
            response.setProperties(encode(state));
            return response;
        }),
        update: unary(async (request: rpc.UpdateRequest) => {
            const response = new pb.UpdateResponse();
            const kind = kindAt(request.getUrn());
            const [old, news] = [decode(request.getOlds()), decode(request.getNews())];
            const state = request.getPreview()
                ? life.preview(kind, news, old)
                : await life.update(await api(), kind, request.getId(), news);
            response.setProperties(encode(state));
            return response;
        }),
        read: unary(async (request: rpc.ReadRequest) => {
            const response = new pb.ReadResponse();
            const kind = kindAt(request.getUrn());
            const inputs = decode(request.getInputs());
            const found = await life.read(await api(), kind, request.getId(), inputs);
            if (found === undefined) return response; // no id: the engine takes the resource out of the state
            response.setId(found.id);
            response.setProperties(encode(found.state));
            response.setInputs(encode(found.inputs));
            return response;
        }),
        delete: unary(async (request: rpc.DeleteRequest) => {
            const state = decode(request.getProperties());
            await life.remove(await api(), kindAt(request.getUrn()), request.getId(), state);
            return empty();
        }),
        invoke: unary((request: rpc.InvokeRequest) => {
            throw new Error(
                `${request.getTok()}: functions are not supported by this datadog plugin`,
            );
        }),
        cancel: unary(() => {
            cancelled = true;
            return empty();
        }),
    });
}
