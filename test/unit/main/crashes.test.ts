import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { reloadCrashed } from '../../../src/main/crashes.ts';

describe('a page whose process has ended', () => {
  const webContents = new EventEmitter();
  const window = { isDestroyed: vi.fn<() => boolean>(), destroy: vi.fn<() => void>(), webContents };
  const load = vi.fn<() => void>();
  const ask = vi.fn<() => Promise<boolean>>();
  const crash = async (reason = 'crashed'): Promise<void> => {
    webContents.emit('render-process-gone', {}, { reason, exitCode: 1 });
    await vi.advanceTimersByTimeAsync(1);
  };

  beforeEach(() => {
    vi.useFakeTimers();
    vi.resetAllMocks();
    window.isDestroyed.mockReturnValue(false);
    webContents.removeAllListeners();
    reloadCrashed(window, { load, ask });
  });
  afterEach(() => vi.useRealTimers());

  it.each(['crashed', 'oom', 'killed', 'abnormal-exit', 'launch-failed'])(
    'is loaded again: %s',
    async (reason) => {
      await crash(reason);
      expect(load).toHaveBeenCalledExactlyOnceWith(window);
      expect(ask).not.toHaveBeenCalled();
    },
  );

  it('is left alone when it ended as it should, or its window is closed', async () => {
    await crash('clean-exit');
    window.isDestroyed.mockReturnValue(true);
    await crash('killed');
    expect(load).not.toHaveBeenCalled();
    expect(window.destroy).not.toHaveBeenCalled();
  });

  it('is loaded a second time soon after only when the person wants it', async () => {
    await crash();
    ask.mockResolvedValueOnce(true);
    await crash();
    expect(ask).toHaveBeenCalledExactlyOnceWith(window);
    expect(load).toHaveBeenCalledTimes(2);
    ask.mockResolvedValueOnce(false);
    await crash();
    expect(load).toHaveBeenCalledTimes(2);
    expect(window.destroy).toHaveBeenCalledOnce();
  });

  it('is not asked about when the crashes are far apart', async () => {
    await crash();
    await vi.advanceTimersByTimeAsync(61_000);
    await crash();
    expect(load).toHaveBeenCalledTimes(2);
    expect(ask).not.toHaveBeenCalled();
  });
});
