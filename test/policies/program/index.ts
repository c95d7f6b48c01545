/** Registers what the stack file says, value by value: no schema refuses it before the policies are asked. */
import pulumi from "@pulumi/pulumi";
import type { ResourceSpec } from "../../contract/resource-spec.ts";
import { registerResources } from "../../support/register-resources.ts";

registerResources(new pulumi.Config().requireObject<ResourceSpec[]>("resources"));
