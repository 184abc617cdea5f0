/** By this signal the watchdog ends its process; nothing else sends it. */
export const OVER_MEMORY = 'SIGUSR2';
