import { createHash, randomBytes, timingSafeEqual } from "node:crypto";

/** The contract's hash: hex SHA-1 of the salt's text followed by the password. */
export function passwordHash(password: string, salt: string): string {
    return createHash("sha1").update(salt).update(password).digest("hex");
}

/** A salt in upstream's form, 40 hex digits, but random: upstream hashes the time. */
export function newSalt(): string {
    return randomBytes(20).toString("hex");
}

/** True when the password is the one that the hash was made of. */
export function isPassword(password: string, stored: { password: string; salt: string }): boolean {
    const given = Buffer.from(passwordHash(password, stored.salt));
    const wanted = Buffer.from(stored.password);
    return given.length === wanted.length && timingSafeEqual(given, wanted);
}
