export { type SessionRoom } from './session-room.js';
export * from './permissions.js';
export * from './token.js';
export * from './check-room.js';
export * from './room-service.js';
export { livekitRoomService, type LiveKitOptions } from './livekit-room-service.js';
export * from './webhook.js';
export * from './reconcile.js';
export * from './livekit-clock.js';
