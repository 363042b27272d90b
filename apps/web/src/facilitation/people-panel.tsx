import type { RoomDocument } from '@hearth/views';
import { Button, Group, Text } from '@mantine/core';
import { IconUsersPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { TroubleNotice } from '../api/trouble-notice';
import { useCommand } from '../api/use-command';
import { EmptyState } from '../shell/empty-state';
import { useSteadyOrder } from '../steady/use-steady-order';
import { clearCount, peopleOrder, placesLeft } from './admittance';
import { PersonDialogs, type PersonDialog } from './person-dialogs';
import { PersonRow } from './person-row';
import styles from './people.module.css';
import type { SessionCommands } from './session-commands';

interface PeoplePanelProps {
  readonly room: RoomDocument;
  readonly commands: SessionCommands;
}

/** The roster with who waits on top; it stays in its order while somebody is working in it. */
export const PeoplePanel = ({ room, commands }: PeoplePanelProps) => {
  const { t } = useTranslation('facilitation');
  const [dialog, setDialog] = useState<PersonDialog | null>(null);
  const admittingAll = useCommand(() => commands.admitAllClear());
  const { order, hold } = useSteadyOrder(peopleOrder(room.patients).map((patient) => patient.patientId));
  const byId = new Map(room.patients.map((patient) => [patient.patientId, patient]));
  const clear = clearCount(room);
  // In the running room there is nothing to admit for most of the hour.
  const waiting =
    room.status === 'doors-open' || room.patients.some((patient) => patient.place === 'waiting');
  const open = room.status === 'doors-open' || room.status === 'live';
  if (room.patients.length === 0)
    return <EmptyState title={t('people.empty')}>{t('people.emptyWords')}</EmptyState>;
  return (
    <div className={styles.panel}>
      {open && (
        <Group gap="sm" justify="space-between">
          {waiting && (
            <Button
              size="sm"
              leftSection={<IconUsersPlus size={18} aria-hidden />}
              disabled={clear === 0}
              loading={admittingAll.busy}
              onClick={() => void admittingAll.run()}
            >
              {t('admitAllClear', { count: clear })}
            </Button>
          )}
          <Text size="sm" c="dimmed" className="tabular">
            {t('placesLeft', { count: placesLeft(room) })}
          </Text>
        </Group>
      )}
      <TroubleNotice trouble={admittingAll.trouble} />
      <ul className={styles.list} aria-label={t('people.label')} {...hold}>
        {order.map((patientId) => {
          const patient = byId.get(patientId);
          return (
            patient !== undefined && (
              <PersonRow
                key={patientId}
                patient={patient}
                room={room}
                commands={commands}
                onAsk={setDialog}
              />
            )
          );
        })}
      </ul>
      <PersonDialogs dialog={dialog} commands={commands} onClose={() => setDialog(null)} />
    </div>
  );
};
