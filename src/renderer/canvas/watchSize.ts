/** Calls back with the size of an element in CSS pixels and the device pixel ratio: at first and at every change. */
export function watchSize(
  element: HTMLElement,
  onsize: (width: number, height: number, devicePixelRatio: number) => void,
): () => void {
  const report = (): void => onsize(element.clientWidth, element.clientHeight, devicePixelRatio);
  const observer = new ResizeObserver(report);
  observer.observe(element);
  // A ratio has no event of its own: a query for the present one changes once, when it is left.
  let query: MediaQueryList;
  const watchRatio = (): void => {
    query = matchMedia(`(resolution: ${devicePixelRatio}dppx)`);
    query.addEventListener('change', ratioChanged, { once: true });
  };
  const ratioChanged = (): void => {
    report();
    watchRatio();
  };
  watchRatio();
  return () => {
    observer.disconnect();
    query.removeEventListener('change', ratioChanged);
  };
}
