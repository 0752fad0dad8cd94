/**
 * How long, in milliseconds, a test waits for what must come: far longer than any page takes, for other work may have the machine. What
 * comes at once is not kept waiting by it, and how fast something has to be, a test says itself.
 */
export const PATIENCE = 120_000;
