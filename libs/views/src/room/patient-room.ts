import type {
  FellowMember,
  PatientRoomDocument,
  RoomDocument,
  RoomFacilitator,
  RoomPatient,
  RoomPerson,
} from './document.js';

/** Who leads now and who leads with them: after a hand-over it is not as it was planned. */
export const partNow = ({ lead }: Pick<RoomFacilitator, 'lead'>): RoomFacilitator['part'] =>
  lead ? 'facilitator' : 'co-facilitator';

const member = (
  room: RoomDocument,
  each: RoomPerson,
  part: FellowMember['part'],
  inRoom: boolean,
): FellowMember => {
  const place = room.hands.findIndex(({ patientId }) => patientId === each.person.id);
  return {
    identity: each.identity,
    displayName: each.displayName,
    ...(each.pronouns === undefined ? {} : { pronouns: each.pronouns }),
    simulated: each.simulated,
    part,
    inRoom,
    handRaised: place >= 0,
    handPlace: place < 0 ? null : place + 1,
    sharing: room.share?.patientId === each.person.id,
  };
};

// Nobody learns who else is on the roster: a patient sees facilitators, and once let in, whoever is in the room.
const membersFor = (room: RoomDocument, me: RoomPatient): readonly FellowMember[] => {
  const facilitators = room.facilitators.map((each) => member(room, each, partNow(each), each.present));
  const inside = me.place === 'in-room' || me.place === 'admitted' || me.place === 'dropped';
  if (!inside) return facilitators;
  return [
    ...facilitators,
    ...room.observers.map((each) => member(room, each, 'observer', true)),
    ...room.patients
      .filter((each) => each.place === 'in-room' || each.patientId === me.patientId)
      .map((each) => member(room, each, 'member', each.place === 'in-room')),
  ];
};

const shareFor = (room: RoomDocument, me: RoomPatient): PatientRoomDocument['share'] => {
  const sharer = room.patients.find(({ patientId }) => patientId === room.share?.patientId);
  if (room.share === null || sharer === undefined) return null;
  return { identity: sharer.identity, kind: room.share.kind, mine: sharer.patientId === me.patientId };
};

/**
 * A session as one of its patients may see it: no answers, messages, minutes or engagement of anybody else.
 * Null when the patient is not on the roster.
 */
export const patientRoom = (room: RoomDocument, patientId: string): PatientRoomDocument | null => {
  const me = room.patients.find((each) => each.patientId === patientId);
  if (me === undefined) return null;
  const members = membersFor(room, me);
  const own = room.hands.findIndex((hand) => hand.patientId === patientId);
  return {
    sessionId: room.sessionId,
    title: room.title,
    sessionType: room.sessionType,
    startsAt: room.startsAt,
    endsAt: room.endsAt,
    timeZone: room.timeZone,
    status: room.status,
    norms: room.norms,
    emergencyNumber: room.emergencyNumber,
    breakSince: room.breakSince,
    unstaffedSince: room.unstaffedSince,
    members,
    share: shareFor(room, me),
    me: {
      patientId,
      identity: me.identity,
      displayName: me.displayName,
      place: me.place,
      missing: me.missing,
      checkIn: me.checkIn,
      counted: me.attendance.counted,
      rawMs: me.attendance.rawMs,
      spans: me.attendance.spans,
      flags: me.attendance.flags,
      handRaised: own >= 0,
      handPlace: own < 0 ? null : own + 1,
      messages: room.messages.filter((message) => message.patientId === patientId),
      openHelp: room.help.find((each) => each.patientId === patientId && each.answered === null) ?? null,
      turnedAway: me.turnedAway,
      removed: me.removed,
      feedbackGiven: me.feedbackGiven,
    },
  };
};
