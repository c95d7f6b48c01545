import { previewOf, renderPreview } from "../review/preview.ts";
import { offlineRenderer } from "../review/render.ts";
import { thisCheckout } from "../review/this-checkout.ts";

/**
 * Shows what a stack does, without a cluster: what `pulumi preview` says of a healthy lab.
 * @param json as JSON on stdout instead
 * @throws LabError for an unknown stack, and for what a preview would refuse
 */
export async function previewCommand(stack: string, json: boolean): Promise<number> {
    const facts = thisCheckout();
    const preview = previewOf(await offlineRenderer(facts)(stack), facts.isCalibrated);
    process.stdout.write(
        json ? `${JSON.stringify(preview, undefined, 4)}\n` : `${renderPreview(preview)}\n`,
    );
    return 0;
}
