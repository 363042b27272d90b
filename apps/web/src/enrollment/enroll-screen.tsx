import { Text } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ProgrammeScreen } from '../programme/programme-screen';
import styles from '../programme/programme.module.css';
import { announce } from '../shell/announcer';
import { EnrollForm } from './enroll-form';

/** Where an administrator begins somebody's episode of care. */
export const EnrollScreen = () => {
  const { t } = useTranslation('plan');
  const navigate = useNavigate();
  const chosen = useSearch({ strict: false, select: ({ patientId, trackId }) => ({ patientId, trackId }) });
  const show = (enrollmentId: string): void => {
    announce(t('enroll.done'));
    void navigate({ to: '/enrollments/$enrollmentId', params: { enrollmentId } });
  };
  return (
    <ProgrammeScreen title={t('enroll.title')}>
      {({ directory, today, role }) =>
        role === 'admin' ? (
          <div className={styles.card}>
            <EnrollForm
              key={directory.programmeId}
              directory={directory}
              today={today}
              chosen={chosen}
              onDone={show}
            />
          </div>
        ) : (
          <Text>{t('enroll.adminsOnly')}</Text>
        )
      }
    </ProgrammeScreen>
  );
};
