/** The kernel's capabilities in the order of their bits. */
const names = [
    "CHOWN DAC_OVERRIDE DAC_READ_SEARCH FOWNER FSETID KILL SETGID SETUID SETPCAP LINUX_IMMUTABLE",
    "NET_BIND_SERVICE NET_BROADCAST NET_ADMIN NET_RAW IPC_LOCK IPC_OWNER SYS_MODULE SYS_RAWIO",
    "SYS_CHROOT SYS_PTRACE SYS_PACCT SYS_ADMIN SYS_BOOT SYS_NICE SYS_RESOURCE SYS_TIME",
    "SYS_TTY_CONFIG MKNOD LEASE AUDIT_WRITE AUDIT_CONTROL SETFCAP MAC_OVERRIDE MAC_ADMIN SYSLOG",
    "WAKE_ALARM BLOCK_SUSPEND AUDIT_READ PERFMON BPF CHECKPOINT_RESTORE",
]
    .join(" ")
    .split(" ");

/**
 * What a process can never get although the kernel knows it: a privileged container asks for all of
 * them, and the runtime fails where one lacks.
 * @param {string} status text of `/proc/<pid>/status`
 * @param {string} lastCap text of `/proc/sys/kernel/cap_last_cap`
 * @returns {string[]} such as `CAP_SYS_RESOURCE`, in the order of their bits
 */
export function missingCapabilities(status, lastCap) {
    const bounding = /^CapBnd:\s*([0-9a-f]+)$/m.exec(status)?.[1];
    const last = Number(lastCap.trim());
    if (bounding === undefined || !Number.isInteger(last)) {
        throw new Error("the kernel does not state its capabilities as expected");
    }
    const set = BigInt(`0x${bounding}`);
    const missing = [];
    for (let bit = 0; bit <= last; bit++) {
        if ((set >> BigInt(bit)) % 2n === 0n) missing.push(`CAP_${names[bit] ?? bit}`);
    }
    return missing;
}
