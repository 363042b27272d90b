import type { RoomDocument, RoomMessage } from '@hearth/views';

export interface Conversation {
  readonly patientId: string;
  readonly displayName: string;
  readonly messages: readonly RoomMessage[];
  /** Messages of the patient that no facilitator has answered yet. */
  readonly unanswered: number;
  readonly lastAt: number;
}

const unansweredOf = (messages: readonly RoomMessage[]): number => {
  const lastAnswer = messages.map((message) => message.from.kind).lastIndexOf('staff');
  return messages.length - 1 - lastAnswer;
};

/** Each patient's private conversation with the facilitators; unanswered ones first, then the latest. */
export const conversationsOf = (room: Pick<RoomDocument, 'messages' | 'patients'>): readonly Conversation[] =>
  room.patients
    .map((patient): Conversation => {
      const messages = room.messages
        .filter((message) => message.patientId === patient.patientId)
        .sort((a, b) => a.at - b.at);
      return {
        patientId: patient.patientId,
        displayName: patient.displayName,
        messages,
        unanswered: messages.length === 0 ? 0 : unansweredOf(messages),
        lastAt: messages.at(-1)?.at ?? 0,
      };
    })
    .sort((a, b) => Number(b.unanswered > 0) - Number(a.unanswered > 0) || b.lastAt - a.lastAt);

/** How many conversations wait for an answer. */
export const waitingForAnswer = (conversations: readonly Conversation[]): number =>
  conversations.filter((conversation) => conversation.unanswered > 0).length;
