import type { RoomDocument } from '@hearth/views';

/**
 * Which facilitator's browser reports speaking: the one in charge if present, otherwise the first who is. One
 * reporter at a time keeps a minute of speech from being told twice.
 */
export const speakingReporter = (room: Pick<RoomDocument, 'facilitators'>): string | null => {
  const present = room.facilitators.filter((facilitator) => facilitator.present);
  return (present.find((facilitator) => facilitator.lead) ?? present[0])?.person.id ?? null;
};
