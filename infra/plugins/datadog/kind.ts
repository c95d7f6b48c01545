/** What a resource type of this plugin has to know of itself. */
import type { z } from "zod";
import type { PropertyMap } from "../protocol/property.ts";
import type { Failure } from "../protocol/responses.ts";
import type { Api } from "./api.ts";

/** A resource as Datadog has it. */
export interface Found {
    id: string;
    /** The inputs as Datadog keeps them (see `Kind.settle`). */
    inputs: PropertyMap;
    /** What only Datadog knows. */
    computed: PropertyMap;
}

/** Inputs come without secret marks and have passed `schema`. */
export interface Kind {
    /** e.g. `datadog:index/monitor:Monitor` */
    type: string;
    /** The inputs that are supported; strict, so that another one is refused by name. */
    schema: z.ZodType;
    /** Inputs whose change makes a new resource. */
    replaces: readonly string[];
    /** Outputs that aren't inputs. */
    computed: readonly string[];
    /** Inputs that are for the plugin only: Datadog is never told. */
    own: readonly string[];
    /** The inputs as Datadog would give them back: with its defaults, in its order and form. */
    settle(inputs: PropertyMap): PropertyMap;
    /** What only Datadog can say of the inputs; asked at every preview. */
    examine?(api: Api, inputs: PropertyMap): Promise<Failure[]>;
    create(api: Api, inputs: PropertyMap): Promise<Found>;
    /** Undefined where Datadog has it no more. */
    read(api: Api, id: string): Promise<Found | undefined>;
    update(api: Api, id: string, inputs: PropertyMap): Promise<Found>;
    /** Fine where it is gone already. */
    remove(api: Api, id: string, inputs: PropertyMap): Promise<void>;
}
