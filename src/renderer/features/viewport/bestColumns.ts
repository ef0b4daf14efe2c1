/** Into how many columns panels are laid so that images of an aspect (width over height) come out largest in an area, with few empty places. */
export function bestColumns(panels: number, areaAspect: number, imageAspect: number): number {
  let best = 1;
  let largest = 0;
  for (let columns = 1; columns <= panels; columns++) {
    const rows = Math.ceil(panels / columns);
    // Heights in units of the area's height; an empty place is worth less than a somewhat smaller picture.
    const height = Math.min(1 / rows, areaAspect / columns / imageAspect);
    const worth = (height * panels) / (rows * columns);
    if (worth > largest * 1.0001) [best, largest] = [columns, worth];
  }
  return best;
}
