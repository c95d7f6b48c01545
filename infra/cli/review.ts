import { review } from "../review/review.ts";

/**
 * Prints what the working tree changes against a branch, as Markdown.
 * @returns 1 where a preview would refuse a stack, else 0, whether or not anything is touched
 * @throws LabError outside of a git checkout, or for an unknown ref
 */
export async function reviewCommand(ref: string): Promise<number> {
    const { markdown, refused } = await review(ref);
    process.stdout.write(markdown);
    if (refused.length === 0) return 0;
    process.stderr.write(`refused: ${refused.join(", ")}\n`);
    return 1;
}
