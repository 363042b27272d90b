export * from './view.js';
export * from './room/document.js';
export * from './schedule/document.js';
export * from './week/document.js';
export * from './board/document.js';
