import type { PatientRoomDocument } from '@hearth/views';
import { Button } from '@mantine/core';
import {
  IconCircleCheck,
  IconDeviceLaptop,
  IconDoorExit,
  IconLoader2,
  IconPlugConnectedX,
} from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { RoomConnection } from './room-connection';
import { RoomMessage } from './room-message';
import type { RoomPhase } from './room-state';

/** Why a patient sees a message in place of the stage; null while the stage is what they should see. */
export type Standstill =
  | 'joining'
  | 'ended'
  | 'cancelled'
  | 'removed'
  | 'turned-away'
  | 'not-let-in'
  | 'elsewhere'
  | 'network-lost'
  | 'left';

/** In front of the door still: there is nothing to connect to before somebody who leads has let this person in. */
export const isOutside = ({ status, me }: Pick<PatientRoomDocument, 'status' | 'me'>): boolean =>
  status === 'scheduled' || me.place === 'expected' || me.place === 'waiting';

/** The session's record wins over the connection: it knows why the video room let go. */
export const standstillOf = (
  room: PatientRoomDocument,
  phase: RoomPhase,
  wasInRoom: boolean,
): Standstill | null => {
  if (room.me.removed !== null) return 'removed';
  if (room.me.turnedAway !== null) return 'turned-away';
  if (room.status === 'ended' || room.status === 'sealed') return 'ended';
  if (room.status === 'cancelled') return 'cancelled';
  if (isOutside(room)) return 'not-let-in';
  switch (phase.name) {
    case 'joining':
      return wasInRoom ? null : 'joining';
    case 'in-room':
    case 'presence':
      return null;
    case 'network-lost':
      return 'network-lost';
    case 'elsewhere':
      return 'elsewhere';
    case 'left':
      return 'left';
    case 'refused':
      switch (phase.trouble.code) {
        case 'removed':
          return 'removed';
        case 'turned-away':
          return 'turned-away';
        case 'session-over':
        case 'session-sealed':
          return 'ended';
        case 'session-cancelled':
          return 'cancelled';
        default:
          return 'not-let-in';
      }
    default:
      return phase satisfies never;
  }
};

interface PatientPhaseProps {
  readonly standstill: Standstill;
  readonly sessionId: string;
  readonly connection: RoomConnection;
}

const icons: Readonly<Record<Standstill, typeof IconLoader2>> = {
  joining: IconLoader2,
  ended: IconCircleCheck,
  cancelled: IconCircleCheck,
  removed: IconDoorExit,
  'turned-away': IconDoorExit,
  'not-let-in': IconDoorExit,
  elsewhere: IconDeviceLaptop,
  'network-lost': IconPlugConnectedX,
  left: IconDoorExit,
};

const Actions = ({ standstill, sessionId, connection }: PatientPhaseProps) => {
  const { t } = useTranslation('room');
  const params = { sessionId };
  const after = (
    <Button renderRoot={(props) => <Link {...props} to="/session/$sessionId/after" params={params} />}>
      {t('standstill.toAfter')}
    </Button>
  );
  const today = (
    <Button variant="default" renderRoot={(props) => <Link {...props} to="/today" />}>
      {t('standstill.toToday')}
    </Button>
  );
  switch (standstill) {
    case 'joining':
      return null;
    case 'ended':
      return after;
    case 'cancelled':
    case 'removed':
    case 'turned-away':
      return today;
    case 'not-let-in':
      return (
        <>
          <Button
            renderRoot={(props) => <Link {...props} to="/session/$sessionId/waiting" params={params} />}
          >
            {t('standstill.toWaiting')}
          </Button>
          {today}
        </>
      );
    case 'elsewhere':
      return (
        <>
          <Button onClick={() => connection.joinNow()}>{t('standstill.useThis')}</Button>
          {today}
        </>
      );
    case 'network-lost':
      return <Button onClick={() => connection.joinNow()}>{t('standstill.tryNow')}</Button>;
    case 'left':
      return (
        <>
          <Button onClick={() => connection.joinNow()}>{t('standstill.comeBack')}</Button>
          {after}
        </>
      );
    default:
      return standstill satisfies never;
  }
};

/** One clear screen for each way in which the room is not there. */
export const PatientPhase = (props: PatientPhaseProps) => {
  const { t } = useTranslation('room');
  const Icon = icons[props.standstill];
  return (
    <RoomMessage
      icon={<Icon size={32} />}
      title={t(`standstill.${props.standstill}.title`)}
      words={[t(`standstill.${props.standstill}.words`), t(`standstill.${props.standstill}.next`)]}
      actions={<Actions {...props} />}
    />
  );
};
