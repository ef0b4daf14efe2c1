/** How long the window may take to show what is waited for: on a busy machine longer than the usual second. */
export const PATIENCE = { timeout: 10_000, interval: 10 };
