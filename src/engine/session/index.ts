export { sessionDescription, sessionHandlers } from './sessionEndpoints.ts';
export { Sessions } from './sessions.ts';
export { stateFolder } from './stateFolder.ts';
