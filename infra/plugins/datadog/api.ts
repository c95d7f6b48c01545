/** The APIs of one Datadog organisation, and what their refusals say. */
import { AuthenticationApi } from "@datadog/datadog-api-client/dist/packages/datadog-api-client-v1/apis/AuthenticationApi.js";
import { DashboardsApi } from "@datadog/datadog-api-client/dist/packages/datadog-api-client-v1/apis/DashboardsApi.js";
import { LogsPipelinesApi } from "@datadog/datadog-api-client/dist/packages/datadog-api-client-v1/apis/LogsPipelinesApi.js";
import { MonitorsApi } from "@datadog/datadog-api-client/dist/packages/datadog-api-client-v1/apis/MonitorsApi.js";
import { ServiceLevelObjectivesApi } from "@datadog/datadog-api-client/dist/packages/datadog-api-client-v1/apis/ServiceLevelObjectivesApi.js";
import { createConfiguration } from "@datadog/datadog-api-client/dist/packages/datadog-api-client-common/configuration.js";
import { ApiException } from "@datadog/datadog-api-client/dist/packages/datadog-api-client-common/exception.js";
import { BaseServerConfiguration } from "@datadog/datadog-api-client/dist/packages/datadog-api-client-common/servers.js";
import type { Settings } from "./settings.ts";
import { steadyFetch } from "./steady-fetch.ts";

export interface Api {
    dashboards: DashboardsApi;
    monitors: MonitorsApi;
    objectives: ServiceLevelObjectivesApi;
    pipelines: LogsPipelinesApi;
    /** Serialises what Datadog does not take in parallel: changes of log pipelines. */
    pipelineTurn<Result>(work: () => Promise<Result>): Promise<Result>;
}

/**
 * Connects to Datadog.
 *
 * @throws Error where the keys are not the organisation's, unless `validate` is false
 */
export async function connect(settings: Settings): Promise<Api> {
    const configuration = createConfiguration({
        authMethods: { apiKeyAuth: settings.apiKey, appKeyAuth: settings.appKey },
        baseServer: new BaseServerConfiguration(settings.apiUrl, {}),
        // Node's own: it goes by the environment's proxy, and its errors name their cause.
        fetch: steadyFetch,
        enableRetry: true,
        isIaC: true,
    });
    if (settings.validate) await requireKeys(new AuthenticationApi(configuration), settings.apiUrl);
    let last: Promise<unknown> = Promise.resolve();
    return {
        dashboards: new DashboardsApi(configuration),
        monitors: new MonitorsApi(configuration),
        objectives: new ServiceLevelObjectivesApi(configuration),
        pipelines: new LogsPipelinesApi(configuration),
        pipelineTurn: (work) => {
            const turn = last.then(work, work);
            last = turn.catch(() => undefined);
            return turn;
        },
    };
}

async function requireKeys(authentication: AuthenticationApi, apiUrl: string): Promise<void> {
    try {
        await authentication.validate();
    } catch (error) {
        if (statusOf(error) !== 403) throw new Error(`${apiUrl}: ${reasonOf(error)}`);
        throw new Error(
            `${apiUrl} refuses the API key: it is not valid, or it belongs to another Datadog site`,
        );
    }
}

/** The HTTP status of a refusal; undefined where Datadog was not reached at all. */
export function statusOf(error: unknown): number | undefined {
    return error instanceof ApiException ? error.code : undefined;
}

/** What went wrong, in Datadog's own words where it answered. */
export function reasonOf(error: unknown): string {
    if (error instanceof ApiException) {
        const { errors } = (error.body ?? {}) as { errors?: unknown };
        const said = Array.isArray(errors) ? errors.map(String).join("; ") : "";
        return `Datadog answered ${error.code}${said === "" ? "" : `: ${said}`}`;
    }
    if (!(error instanceof Error)) return String(error);
    return error.cause instanceof Error
        ? `${error.message}: ${error.cause.message}`
        : error.message;
}
