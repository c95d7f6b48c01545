/** The environment in which a command runs. */
import type { CommandInputs } from "./inputs.ts";

export interface Outputs {
    stdout: string;
    stderr: string;
}

/**
 * The plugin's own environment, over it the inputs' `environment`, over that the outputs of the run before as
 * PULUMI_COMMAND_STDOUT and PULUMI_COMMAND_STDERR. An output that is empty is not set at all.
 */
export function environmentOf(
    inputs: CommandInputs,
    previous: Outputs | undefined,
    own: NodeJS.ProcessEnv,
): NodeJS.ProcessEnv {
    const environment = { ...own, ...inputs.environment };
    if (previous === undefined || inputs.addPreviousOutputInEnv === false) return environment;
    if (previous.stdout !== "") environment["PULUMI_COMMAND_STDOUT"] = previous.stdout;
    if (previous.stderr !== "") environment["PULUMI_COMMAND_STDERR"] = previous.stderr;
    return environment;
}
