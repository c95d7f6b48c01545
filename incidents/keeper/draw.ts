import { createHash } from "node:crypto";

/**
 * One of `count` things, from 0: by chance, but the same for the same seed and draw, so that a run can
 * be repeated, also by a pod that takes over half-way.
 */
export function draw(seed: number, turn: string, count: number): number {
    const digest = createHash("sha256").update(`${seed} ${turn}`).digest();
    // 48 bits over at most some dozens: a bias that nobody could measure.
    return digest.readUIntBE(0, 6) % count;
}
