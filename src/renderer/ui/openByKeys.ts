/** For a list that acts on what is chosen and then stands at nothing again: keys that would choose at once, the first line
 * and no other, open it instead. */
export function openByKeys(event: KeyboardEvent & { currentTarget: HTMLSelectElement }): void {
  const { key, altKey, ctrlKey, metaKey, currentTarget } = event;
  const wouldChoose = /^(Arrow|Page|Home|End)/.test(key) || (key.length === 1 && key !== ' ');
  if (!wouldChoose || altKey || ctrlKey || metaKey) return;
  event.preventDefault();
  currentTarget.showPicker();
}
