import type { PlotPoint, PlotTool } from '../../canvas/plots/plotInput.ts';
import type { SelectMode } from '../../canvas/plots/plotTypes.ts';
import type { Frame } from '../../canvas/plots/scatterSheet.ts';

/** What a plot does when a person acts on it; the frame is that of the picture on the screen. */
export interface PlotGestures {
  pan?(dx: number, dy: number, from: PlotPoint, frame: Frame): void;
  zoom?(factor: number, at: PlotPoint | null, frame: Frame): void;
  reset?(): void;
  hover?(at: PlotPoint | null, frame: Frame): void;
  click?(at: PlotPoint, mode: SelectMode, frame: Frame): void;
  /** Something is begun to be drawn from a point on. */
  begun?(tool: PlotTool, from: PlotPoint, frame: Frame): void;
  drawn?(tool: PlotTool, points: readonly PlotPoint[], mode: SelectMode, frame: Frame): void;
  clear?(): void;
}

/** Where the pointer is on a point, and what it says. */
export interface PlotHover {
  readonly left: number;
  readonly top: number;
  readonly lines: readonly string[];
}

export type SavePlot = (blob: Blob, fileName: string) => void;
