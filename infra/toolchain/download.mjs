import { createHash } from "node:crypto";
import { createWriteStream, rmSync } from "node:fs";
import { once } from "node:events";
import { finished } from "node:stream/promises";

import { codeOf } from "./error.mjs";

/**
 * Why a download was given up. Never shown to the user as an error: the caller falls back to a build
 * and says the message in one line.
 */
export class DownloadError extends Error {
    /**
     * @param {string} message
     * @param {ErrorOptions} [options]
     */
    constructor(message, options) {
        super(message, options);
        this.name = "DownloadError";
    }
}

const probeMs = 3_000;
const stallMs = 30_000;

/** @type {Map<string, Promise<void>>} one probe a site and process */
const probes = new Map();

/**
 * An official address, or the same path under SOCK_SHOP_LAB_MIRROR, which serves `/<host>/<path>`.
 * @param {string} address such as `https://dl.k8s.io/release/v1.34.4/bin/linux/amd64/kubectl`
 * @param {NodeJS.ProcessEnv} [env]
 */
export function mirrored(address, env = process.env) {
    const mirror = env.SOCK_SHOP_LAB_MIRROR;
    return mirror ? address.replace(/^https:\//, mirror.replace(/\/+$/, "")) : address;
}

/**
 * Fetches a file whose checksum the publisher states beside it. The checksum is read first; the file is
 * hashed while it is written, and removed when anything is wrong with it.
 * @param {{ url: string, checksums: string[], to: string }} job `checksums`: places of the publisher's
 *     checksum file, the first that states this file's sum is used; `to`: file to write
 * @returns {Promise<void>}
 * @throws {DownloadError}
 */
export async function fetchVerified({ url, checksums, to }) {
    await reachable(url);
    const name = url.slice(url.lastIndexOf("/") + 1);
    const expected = await publishedSum(checksums, name);
    try {
        const actual = await fetchTo(url, to);
        if (actual !== expected) {
            throw new DownloadError(
                `${url} was refused: its sha256 is ${actual}, the publisher states ${expected}`,
            );
        }
    } catch (error) {
        rmSync(to, { force: true });
        throw error;
    }
}

/**
 * @param {string[]} places
 * @param {string} name file the sum is wanted for
 */
async function publishedSum(places, name) {
    /** @type {unknown} */
    let last = new DownloadError(`no checksum is published for ${name}`);
    for (const place of places) {
        let text;
        try {
            await reachable(place);
            text = await fetchText(place);
        } catch (error) {
            if (!(error instanceof DownloadError)) throw error;
            last = error;
            continue;
        }
        const sum = sumIn(text, name);
        if (sum !== undefined) return sum;
        last = new DownloadError(`${mirrored(place)} states no sha256 for ${name}`);
    }
    throw last;
}

/**
 * @param {string} text a checksum file: lines of `<sha256>  <name>`, or one sha256 alone
 * @param {string} name
 * @returns {string | undefined} lower-case hex
 */
export function sumIn(text, name) {
    for (const line of text.split("\n")) {
        const [sum, file] = line.trim().split(/\s+\*?/);
        if (!/^[0-9a-f]{64}$/i.test(sum ?? "")) continue;
        if (file === undefined || file.replace(/^\.\//, "") === name) return sum?.toLowerCase();
    }
    return undefined;
}

/**
 * Asks a site once whether it answers at all, so that a closed network costs one short wait.
 * @param {string} address
 */
function reachable(address) {
    const { origin } = new URL(mirrored(address));
    const known = probes.get(origin);
    if (known) return known;
    const probe = answers(origin).catch((error) => {
        throw new DownloadError(`${new URL(origin).host} does not answer (${reason(error)})`);
    });
    probes.set(origin, probe);
    return probe;
}

/**
 * An abort does not end a name lookup that hangs, hence the race.
 * @param {string} origin
 */
async function answers(origin) {
    const late = new AbortController();
    /** @type {NodeJS.Timeout | undefined} */
    let timer;
    const deadline = new Promise((_resolve, reject) => {
        timer = setTimeout(() => {
            late.abort();
            reject(new Error(`nothing in ${probeMs / 1000} s`));
        }, probeMs);
    });
    const request = fetch(origin, { method: "HEAD", redirect: "manual", signal: late.signal });
    request.catch(() => {});
    try {
        await Promise.race([request, deadline]);
    } finally {
        clearTimeout(timer);
    }
}

/** @param {string} address */
async function fetchText(address) {
    const url = mirrored(address);
    try {
        const response = await fetch(url, { signal: AbortSignal.timeout(stallMs) });
        if (!response.ok) throw new DownloadError(`${url} answered ${response.status}`);
        return await response.text();
    } catch (error) {
        throw asDownloadError(url, error);
    }
}

/**
 * @param {string} address
 * @param {string} file
 * @returns {Promise<string>} sha256 of what was written, hex
 */
async function fetchTo(address, file) {
    const url = mirrored(address);
    const stalled = new AbortController();
    let timer = setTimeout(() => stalled.abort(), stallMs);
    const out = createWriteStream(file);
    const written = finished(out);
    written.catch(() => {});
    try {
        const response = await fetch(url, { signal: stalled.signal });
        if (!response.ok || !response.body)
            throw new DownloadError(`${url} answered ${response.status}`);
        const hash = createHash("sha256");
        for await (const chunk of bytesOf(response.body)) {
            clearTimeout(timer);
            timer = setTimeout(() => stalled.abort(), stallMs);
            hash.update(chunk);
            if (!out.write(chunk)) await Promise.race([once(out, "drain"), written]);
        }
        out.end();
        await written;
        return hash.digest("hex");
    } catch (error) {
        out.destroy();
        throw asDownloadError(url, error);
    } finally {
        clearTimeout(timer);
    }
}

/**
 * @param {ReadableStream<Uint8Array>} body
 * @returns {AsyncIterable<Uint8Array>}
 */
function bytesOf(body) {
    return body;
}

/**
 * A full disk is not the network's fault and is passed on as it is.
 * @param {string} url
 * @param {unknown} error
 */
function asDownloadError(url, error) {
    if (error instanceof DownloadError || codeOf(error) === "ENOSPC") return error;
    return new DownloadError(`${url} broke off (${reason(error)})`, { cause: error });
}

/** @param {unknown} error */
function reason(error) {
    const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
    return codeOf(cause) ?? (cause instanceof Error ? cause.message : String(cause));
}
