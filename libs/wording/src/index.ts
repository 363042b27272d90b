export * from './language.js';
export * from './day.js';
export { statusWord, verdictSentence } from './verdict/say.js';
