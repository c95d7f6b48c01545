/**
 * What the generator's pods ask the scheduler for: small, so that a load fits beside the shop on two
 * cores. One Locust that is master and worker took 370m and 162 MiB at 3000 users.
 */
export const MASTER_REQUESTS = { cpuMilli: 25, memoryMi: 64 };
export const WORKER_REQUESTS = { cpuMilli: 50, memoryMi: 128 };

/** What a load with one worker asks for; each further worker asks {@link WORKER_REQUESTS} again. */
export const LOAD_REQUESTS = {
    cpuMilli: MASTER_REQUESTS.cpuMilli + WORKER_REQUESTS.cpuMilli,
    memoryMi: MASTER_REQUESTS.memoryMi + WORKER_REQUESTS.memoryMi,
};
