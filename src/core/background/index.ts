export { meshGrid } from './meshGrid.ts';
export { meshPass, type MeshPartial } from './meshPass.ts';
export { meshRowInto, meshSurface, type MeshSurface } from './meshSurface.ts';
export { rollingBallInto } from './rollingBall.ts';
