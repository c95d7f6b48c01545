/** The connection of one configured provider. */
import type { PropertyMap } from "../protocol/property.ts";
import { connect, type Api } from "./api.ts";
import { readSettings, type Settings } from "./settings.ts";

export class Session {
    #settings: Settings | undefined;
    #api: Promise<Api> | undefined;

    /** Takes the settings, and checks the keys where it may. @throws Error naming what is missing or refused */
    async configure(config: PropertyMap): Promise<void> {
        this.#settings = readSettings(config, process.env);
        if (this.#settings === undefined) return;
        this.#api = connect(this.#settings);
        await this.#api;
    }

    /** Whether the settings are known: in a preview they may not be yet. */
    get isKnown(): boolean {
        return this.#settings !== undefined;
    }

    /** @throws Error before `configure` */
    async api(): Promise<Api> {
        if (this.#api === undefined) throw new Error("the datadog provider is not configured yet");
        return await this.#api;
    }
}
