import {
  partNow,
  type FellowMember,
  type PatientRoomDocument,
  type RoomDocument,
  type RoomPerson,
  type RoomShare,
} from '@hearth/views';
import type { RoomState, StageMember } from './room-state';

export type StagePart = FellowMember['part'];

/** Somebody on the stage, by name: from the pushed document, never from the video room. */
export interface StagePerson {
  readonly identity: string;
  readonly displayName: string;
  readonly pronouns?: string;
  readonly simulated: boolean;
  readonly part: StagePart;
  readonly me: boolean;
  /** In the room as far as the record knows. */
  readonly inRoom: boolean;
  /** Known to have lost the connection. */
  readonly dropped: boolean;
  readonly handPlace: number | null;
  readonly sharing: RoomShare['kind'] | null;
}

/** A person and what the video room has of them right now; `member` is null without media. */
export interface StageTile {
  readonly person: StagePerson;
  readonly member: StageMember | null;
}

/** The people of a session as one of its patients may see them. */
export const peopleOfPatient = (room: PatientRoomDocument): readonly StagePerson[] => {
  const sharingOf = (identity: string) => (room.share?.identity === identity ? room.share.kind : null);
  const mine: StagePerson = {
    identity: room.me.identity,
    displayName: room.me.displayName,
    simulated: false,
    part: 'member',
    me: true,
    inRoom: room.me.place === 'in-room',
    dropped: false,
    handPlace: room.me.handPlace,
    sharing: sharingOf(room.me.identity),
  };
  const others = room.members
    .filter((member) => member.identity !== room.me.identity)
    .map((member): StagePerson => ({
      ...member,
      me: false,
      dropped: false,
      sharing: sharingOf(member.identity),
    }));
  return [...others, mine];
};

const fromRecord = (person: RoomPerson, ownIdentity: string | null) => ({
  identity: person.identity,
  displayName: person.displayName,
  pronouns: person.pronouns,
  simulated: person.simulated,
  me: person.identity === ownIdentity,
});

/** The people of a session for its staff. */
export const peopleOfRoom = (room: RoomDocument, ownIdentity: string | null): readonly StagePerson[] => {
  const place = (patientId: string): number | null => {
    const at = room.hands.findIndex((hand) => hand.patientId === patientId);
    return at < 0 ? null : at + 1;
  };
  return [
    ...room.facilitators.map((person): StagePerson => ({
      ...fromRecord(person, ownIdentity),
      part: partNow(person),
      inRoom: person.present,
      dropped: false,
      handPlace: null,
      sharing: null,
    })),
    ...room.patients.map((person): StagePerson => ({
      ...fromRecord(person, ownIdentity),
      part: 'member',
      inRoom: person.place === 'in-room',
      dropped: person.place === 'dropped',
      handPlace: place(person.patientId),
      sharing: room.share?.patientId === person.patientId ? room.share.kind : null,
    })),
    ...room.observers.map((person): StagePerson => ({
      ...fromRecord(person, ownIdentity),
      part: 'observer',
      inRoom: true,
      dropped: false,
      handPlace: null,
      sharing: null,
    })),
  ];
};

/**
 * Who has a tile: everybody whom the record or the video room says is in. The order is the people's, so that no tile
 * moves when somebody speaks or raises a hand. Whom no document names yet is not shown: a name may not be guessed.
 */
export const tilesOf = (people: readonly StagePerson[], state: RoomState): readonly StageTile[] => {
  const members = new Map(state.members.map((member) => [member.identity, member]));
  return people
    .map((person) => ({ person, member: members.get(person.identity) ?? null }))
    .filter(({ person, member }) => member !== null || person.inRoom || person.dropped || person.me);
};
