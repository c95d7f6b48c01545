/** `pulumi-resource-kubernetes`: the protocol around `ts`. */
import providerGrpc from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import pb from "@pulumi/pulumi/proto/provider_pb.js";
import type * as rpc from "@pulumi/pulumi/proto/provider_pb.js";
import { connectEngine, NO_ENGINE, type Engine } from "../protocol/engine.ts";
import { bareSchema, failuresOf, pluginInfo } from "../protocol/responses.ts";
import { empty, engineAddress, serve, unary } from "../protocol/serve.ts";
import { decode, encode } from "../protocol/struct.ts";
import { checkResource, diffResource } from "./check.ts";
import { diffConfig } from "./config-diff.ts";
import { create } from "./create.ts";
import type { Context } from "./operation.ts";
import { read } from "./read.ts";
import { remove } from "./remove.ts";
import { update } from "./update.ts";
import { parseType } from "./resource-type.ts";
import { parseUrn } from "../protocol/urn.ts";
import { diffResponse } from "./diff-response.ts";
import { Session } from "./session.ts";
import { refusedSettings } from "./settings.ts";

const VERSION = "4.34.2";

/** Serves the plugin until its engine has gone. */
export async function serveKubernetes(argv: readonly string[]): Promise<void> {
    // What the cluster was asked for it does without us; the engine finds it by its pending operation.
    const leave = (): void => process.exit(0);
    const address = engineAddress(argv);
    let engine: Engine = address === undefined ? NO_ENGINE : connectEngine(address, leave);
    const cancellation = new AbortController();
    const cancel = (): void => cancellation.abort();
    // The engine ends a plugin by an interrupt, after it has cancelled it.
    process.on("SIGINT", leave);
    process.on("SIGTERM", leave);
    const session = new Session();

    /** What an operation works with. Throws where the cluster can't be reached. */
    const contextOf = async (
        urn: string,
        preview: boolean,
        customTimeout: number,
    ): Promise<Context> => ({
        urn,
        type: parseType(parseUrn(urn).type),
        cluster: await session.cluster(),
        settings: session.settings,
        signal: cancellation.signal,
        preview,
        customTimeout,
        progress: (message) => engine.log(urn, "info", message, { ephemeral: true }),
    });
    const warn = (urn: string, message: string): void => engine.log(urn, "warning", message);

    await serve(providerGrpc.ResourceProviderService, {
        handshake: unary((request: rpc.ProviderHandshakeRequest) => {
            if (address === undefined) engine = connectEngine(request.getEngineAddress(), leave);
            const response = new pb.ProviderHandshakeResponse();
            response.setAcceptSecrets(true);
            response.setSupportsAutonamingConfiguration(true);
            return response;
        }),
        getPluginInfo: unary(() => pluginInfo(VERSION)),
        getSchema: unary(() => bareSchema("kubernetes", VERSION)),
        checkConfig: unary((request: rpc.CheckRequest) => {
            const response = new pb.CheckResponse();
            response.setInputs(request.getNews());
            response.setFailuresList(failuresOf(refusedSettings(decode(request.getNews()))));
            return response;
        }),
        diffConfig: unary((request: rpc.DiffRequest) => {
            const olds = request.hasOldInputs() ? request.getOldInputs() : request.getOlds();
            const { changed, replaces } = diffConfig(decode(olds), decode(request.getNews()));
            const response = new pb.DiffResponse();
            const { DIFF_SOME, DIFF_NONE } = pb.DiffResponse.DiffChanges;
            response.setChanges(changed.length > 0 ? DIFF_SOME : DIFF_NONE);
            response.setDiffsList(changed);
            response.setReplacesList(replaces);
            return response;
        }),
        configure: unary((request: rpc.ConfigureRequest) => {
            session.configure(decode(request.getArgs()));
            const response = new pb.ConfigureResponse();
            response.setAcceptsecrets(true);
            response.setSupportspreview(true);
            response.setSupportsAutonamingConfiguration(true);
            return response;
        }),
        check: unary(async (request: rpc.CheckRequest) => {
            const autonaming = request.getAutonaming();
            const { DISABLE } = pb.CheckRequest.AutonamingOptions.Mode;
            const { inputs, failures } = checkResource({
                urn: request.getUrn(),
                olds: request.hasOlds() ? decode(request.getOlds()) : undefined,
                news: decode(request.getNews()),
                seed: request.getRandomseed_asU8(),
                namespace: session.settings.namespace,
                autonaming: autonaming && {
                    disabled: autonaming.getMode() === DISABLE,
                    proposedName: autonaming.getProposedName(),
                },
            });
            const response = new pb.CheckResponse();
            response.setInputs(encode(inputs));
            response.setFailuresList(failuresOf(failures));
            return response;
        }),
        diff: unary((request: rpc.DiffRequest) =>
            diffResponse(
                diffResource({
                    urn: request.getUrn(),
                    state: decode(request.getOlds()),
                    news: decode(request.getNews()),
                    ignoreChanges: request.getIgnorechangesList(),
                    mutability: session.settings,
                    defaultNamespace: session.defaultNamespace(),
                }),
            ),
        ),
        create: unary(async (request: rpc.CreateRequest) => {
            const response = new pb.CreateResponse();
            if (request.getPreview() && !(await session.isReachable())) {
                response.setProperties(request.getProperties());
                return response;
            }
            const context = await contextOf(
                request.getUrn(),
                request.getPreview(),
                request.getTimeout(),
            );
            const { id, state } = await create(context, decode(request.getProperties()));
            response.setId(id);
            response.setProperties(encode(state));
            return response;
        }),
        update: unary(async (request: rpc.UpdateRequest) => {
            const response = new pb.UpdateResponse();
            if (request.getPreview() && !(await session.isReachable())) {
                response.setProperties(request.getNews());
                return response;
            }
            const context = await contextOf(
                request.getUrn(),
                request.getPreview(),
                request.getTimeout(),
            );
            const [state, news] = [decode(request.getOlds()), decode(request.getNews())];
            response.setProperties(
                encode(await update(context, state, news, request.getIgnorechangesList())),
            );
            return response;
        }),
        read: unary(async (request: rpc.ReadRequest) => {
            const response = new pb.ReadResponse();
            if (!(await session.isReachable())) {
                const { keep } = session.whenUnreachable("read", (message) =>
                    warn(request.getUrn(), message),
                );
                if (!keep) return response; // no id: the engine takes the resource out of the state
                response.setId(request.getId());
                response.setProperties(request.getProperties());
                response.setInputs(request.getInputs());
                return response;
            }
            const context = await contextOf(request.getUrn(), false, 0);
            const [state, inputs] = [decode(request.getProperties()), decode(request.getInputs())];
            const found = await read(context, request.getId(), state, inputs);
            if (found === undefined) return response;
            response.setId(found.id);
            response.setProperties(encode(found.state));
            response.setInputs(encode(found.inputs));
            return response;
        }),
        delete: unary(async (request: rpc.DeleteRequest) => {
            if (!(await session.isReachable())) {
                session.whenUnreachable("delete", (message) => warn(request.getUrn(), message));
                return empty();
            }
            const context = await contextOf(request.getUrn(), false, request.getTimeout());
            await remove(context, request.getId(), decode(request.getProperties()));
            return empty();
        }),
        construct: unary((request: rpc.ConstructRequest) => {
            parseType(request.getType());
            throw new Error(
                `${request.getType()}: components are not supported by this kubernetes plugin`,
            );
        }),
        invoke: unary((request: rpc.InvokeRequest) => {
            throw new Error(
                `${request.getTok()}: functions are not supported by this kubernetes plugin`,
            );
        }),
        cancel: unary(() => {
            cancel();
            return empty();
        }),
    });
}
