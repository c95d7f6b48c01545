import { z } from "zod";
import { ContainerResources } from "./container-resources.ts";

/** Every kind of fault a stack file can name; a union on `kind`, so that a switch narrows it. */
export const Fault = z.discriminatedUnion("kind", [ContainerResources]);
export type Fault = z.infer<typeof Fault>;
