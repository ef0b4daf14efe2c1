export { meshGrid } from './meshGrid.ts';
export { meshPass, type MeshPartial } from './meshPass.ts';
export { meshRowInto, meshSurface, placedSurface, type MeshSurface } from './meshSurface.ts';
export { rollingBallInto } from './rollingBall.ts';
