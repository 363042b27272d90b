/** One thing, one life, one stream. The id is opaque: stream names stay in the store's indexes for ever. */
export const streamCategories = [
  'programme',
  'session',
  'enrollment',
  'patient',
  'staff',
  'group',
  'track',
  'calendar',
  'safety',
  'outreach',
  'task',
  'authorization',
  'rulepack',
  'organisation',
  'audit',
  'installation',
] as const;
export type StreamCategory = (typeof streamCategories)[number];

export const streamName = (category: StreamCategory, id: string): string => `${category}-${id}`;

/** Splits at the first dash: ids may hold dashes, categories do not. Null when the stream is not one of ours. */
export const parseStreamName = (stream: string): { category: StreamCategory; id: string } | null => {
  const dash = stream.indexOf('-');
  if (dash < 1 || dash === stream.length - 1) return null;
  const category = streamCategories.find((known) => known === stream.slice(0, dash));
  return category === undefined ? null : { category, id: stream.slice(dash + 1) };
};
