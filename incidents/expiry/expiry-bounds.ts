/** Shortest and longest `expiresAfter` of an incident, in seconds: a minute and a day. */
export const MIN_EXPIRY_SECONDS = 60;
export const MAX_EXPIRY_SECONDS = 86_400;
