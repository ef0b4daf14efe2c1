/** Distance between two directions in arcseconds, good for the small ones that tests compare. */
export function arcsecBetween(lonA: number, latA: number, lonB: number, latB: number): number {
  const degree = Math.PI / 180;
  const dLat = Math.sin(((latA - latB) * degree) / 2);
  const dLon = Math.sin(((lonA - lonB) * degree) / 2);
  const h = dLat * dLat + Math.cos(latA * degree) * Math.cos(latB * degree) * dLon * dLon;
  return (2 * Math.asin(Math.sqrt(Math.min(h, 1))) * 3600) / degree;
}
