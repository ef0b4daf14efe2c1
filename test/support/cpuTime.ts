/** Milliseconds of processor time this process has used: unlike the clock, it does not count waiting for a busy
 * machine, so limits on it hold wherever the tests run. */
export function cpuMilliseconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
