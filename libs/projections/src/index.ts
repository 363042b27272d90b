export * from './view-reader.js';
