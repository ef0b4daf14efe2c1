import { fireEvent, render, screen } from '@testing-library/svelte';
import { describe, expect, it, vi } from 'vitest';
import { OPERATIONS, type Operation } from '../../src/core/operations/index.ts';
import OperationForm from '../../src/renderer/ui/OperationForm.svelte';

function show(operation: Operation, values: Record<string, never>) {
  const onchange = vi.fn();
  render(OperationForm, { operation, values, onchange });
  return onchange;
}

describe('the form of an operation', () => {
  it('has a field for every parameter of every operation', () => {
    for (const operation of OPERATIONS.values()) {
      const { unmount, container } = render(OperationForm, {
        operation,
        values: {},
        onchange: () => undefined,
      });
      // Regions are drawn on the picture, not typed.
      for (const parameter of Object.values(operation.parameters).filter(({ kind }) => kind !== 'regions'))
        expect(container.textContent, operation.name).toContain(parameter.title);
      unmount();
    }
  });

  it('takes a number on Enter, and only one that is allowed', async () => {
    const onchange = show(OPERATIONS.get('percentile-limits')!, {});
    const field = screen.getByRole<HTMLInputElement>('textbox', { name: /Low/ });
    expect(field.value).toBe('0.25');
    await fireEvent.input(field, { target: { value: '101' } });
    expect(field.getAttribute('aria-invalid')).toBe('true');
    await fireEvent.keyDown(field, { key: 'Enter' });
    expect(onchange).not.toHaveBeenCalled();
    await fireEvent.input(field, { target: { value: '2,5' } });
    await fireEvent.keyDown(field, { key: 'Enter' });
    expect(onchange).toHaveBeenCalledWith('low', 2.5);
  });

  it('has a way to give a range that is not given', async () => {
    const onchange = show(OPERATIONS.get('rescale-intensity')!, {});
    await fireEvent.click(screen.getAllByRole('button', { name: 'Give values' })[0]!);
    expect(onchange).toHaveBeenCalledWith('in_limits', [0, 1]);
  });

  it('takes a whole number only as one', async () => {
    const onchange = show(OPERATIONS.get('histogram')!, {});
    const field = screen.getByRole('textbox', { name: 'Bins' });
    await fireEvent.input(field, { target: { value: '12.5' } });
    await fireEvent.blur(field);
    expect(onchange).not.toHaveBeenCalled();
    await fireEvent.keyDown(field, { key: 'ArrowUp' });
    expect(onchange).toHaveBeenCalledWith('bins', 257);
  });

  it('goes by the arrows from a fraction to the next whole number', async () => {
    const onchange = show(OPERATIONS.get('histogram')!, {});
    const field = screen.getByRole('textbox', { name: 'Bins' });
    for (const [key, next] of [
      ['ArrowUp', 13],
      ['ArrowDown', 12],
    ] as const) {
      await fireEvent.input(field, { target: { value: '12.5' } });
      await fireEvent.keyDown(field, { key });
      expect(onchange).toHaveBeenLastCalledWith('bins', next);
    }
  });

  it('takes a choice, and a section as text', async () => {
    const plateaus = show(OPERATIONS.get('local-maxima')!, {});
    await fireEvent.change(screen.getByRole('combobox', { name: 'Plateaus' }), {
      target: { value: 'connected' },
    });
    expect(plateaus).toHaveBeenCalledWith('plateaus', 'connected');
    const crop = show(OPERATIONS.get('crop')!, {});
    const field = screen.getByRole('textbox', { name: 'Section' });
    await fireEvent.change(field, { target: { value: '501:1500, 501:1500' } });
    expect(crop).toHaveBeenLastCalledWith('section', { x0: 501, x1: 1500, y0: 501, y1: 1500 });
    await fireEvent.change(field, { target: { value: 'nonsense' } });
    expect(field.getAttribute('aria-invalid')).toBe('true');
    expect(crop).toHaveBeenCalledTimes(1);
  });
});
