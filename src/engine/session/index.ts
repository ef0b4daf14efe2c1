export { sessionDescription, sessionHandlers } from './sessionEndpoints.ts';
export { Sessions } from './sessions.ts';
export { filesOf } from './writeSession.ts';
export { stateFolder } from './stateFolder.ts';
