/**
 * `fetch` that asks once more where the connection was lost before there was an answer: an idle one may be closed by the other
 * side at the very moment it is used again. Only what can be asked twice; a POST may have made something already.
 */
export async function steadyFetch(url: string, options: RequestInit): Promise<Response> {
    try {
        return await fetch(url, options);
    } catch (error) {
        const isRepeatable = options.method !== "POST" || url.endsWith("/validate");
        if (!isRepeatable || !isLost(error)) throw error;
        return await fetch(url, options);
    }
}

const LOST = new Set(["ECONNRESET", "EPIPE", "UND_ERR_SOCKET"]);

function isLost(error: unknown): boolean {
    const cause = error instanceof Error ? error.cause : undefined;
    return cause instanceof Error && "code" in cause && LOST.has(String(cause.code));
}
