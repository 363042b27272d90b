import type { RoomDocument } from '@hearth/views';

export type EndingFact =
  | { readonly kind: 'inRoom'; readonly count: number }
  | { readonly kind: 'waiting'; readonly count: number }
  | { readonly kind: 'help'; readonly count: number }
  | { readonly kind: 'review'; readonly count: number };

/** What ending the session for all will do, as far as it does anything. */
export const endingOf = (room: Pick<RoomDocument, 'patients' | 'help'>): readonly EndingFact[] => {
  const at = (...places: readonly RoomDocument['patients'][number]['place'][]): number =>
    room.patients.filter((patient) => places.includes(patient.place)).length;
  const facts: readonly EndingFact[] = [
    { kind: 'inRoom', count: at('in-room', 'admitted', 'dropped') },
    { kind: 'waiting', count: at('waiting') },
    { kind: 'help', count: room.help.filter((request) => request.answered === null).length },
  ];
  return [...facts.filter((fact) => fact.count > 0), { kind: 'review', count: room.patients.length }];
};
