/** The element that takes the focus and the pointer; canvases in it take neither. */
export function rootElement(document: Document): HTMLDivElement {
  const root = document.createElement('div');
  root.className = 'viewer';
  root.tabIndex = 0;
  root.setAttribute('role', 'application');
  root.setAttribute('aria-roledescription', 'image viewer');
  root.setAttribute('aria-label', 'No image');
  root.setAttribute('aria-keyshortcuts', 'ArrowLeft ArrowRight ArrowUp ArrowDown + - 0 1');
  // Within a stacking context of its own what lies below it does not cover its focus ring.
  Object.assign(root.style, {
    position: 'relative',
    isolation: 'isolate',
    outlineOffset: '-2px',
    width: '100%',
    height: '100%',
    overflow: 'hidden',
    touchAction: 'none',
    userSelect: 'none',
  });
  return root;
}
