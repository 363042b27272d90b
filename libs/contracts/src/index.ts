export * from './headers.js';
export * from './http.js';
export * from './attendance.js';
export * from './account.js';
export * from './sign-in-trouble.js';
export * from './live.js';
export * from './demo.js';
export * from './compliance.js';
