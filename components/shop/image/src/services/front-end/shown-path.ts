/**
 * A path as logs and metrics show it. The pages ask `/customers/<session id>`, and such an id is as
 * good as a password to whoever knows the secret; each would also be a metric series of its own.
 */
export function shownPath(path: string): string {
    return path.replace(/^\/customers\/[\w-]{32}(?![^?])/, "/customers/session");
}
