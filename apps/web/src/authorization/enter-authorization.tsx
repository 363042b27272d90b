import { localDate, weekStartOf } from '@hearth/domain';
import type { Me } from '@hearth/contracts';
import { Modal } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, newId } from '../api/client';
import { useLiveView } from '../live/live-context';
import { useServerNow } from '../live/server-now';
import { ChoiceField } from '../programme/fields';
import { TermsForm } from './terms-form';
import { nothingWritten } from './written-terms';

interface EnterProps {
  readonly programme: Me['programmes'][number];
  readonly opened: boolean;
  readonly onClose: () => void;
}

const Form = ({ programme, onClose }: Omit<EnterProps, 'opened'>) => {
  const { t, i18n } = useTranslation('outreach', { keyPrefix: 'authorization.form' });
  const { programmeId, timeZone } = programme;
  const today = localDate(useServerNow(60_000), timeZone);
  const entry = useLiveView('programme-week', `${programmeId}/${weekStartOf(today, 'monday')}`);
  const [enrollmentId, setEnrollmentId] = useState('');
  // The same for each try, so that a lost answer does not enter it twice.
  const [authorizationId] = useState(newId);
  const people = entry.state === 'ready' ? entry.document.patients : [];
  const byName = [...people].sort((a, b) => a.displayName.localeCompare(b.displayName, i18n.language));
  return (
    <TermsForm
      initial={nothingWritten(today)}
      before={
        <ChoiceField
          required
          name="enrollmentId"
          label={t('patient')}
          value={enrollmentId}
          options={[
            { value: '', label: t('choose') },
            ...byName.map((one) => ({ value: one.enrollmentId, label: one.displayName })),
          ]}
          onChange={setEnrollmentId}
        />
      }
      onSave={(body) => api.post(`/enrollments/${enrollmentId}/authorizations`, { authorizationId, ...body })}
      onDone={onClose}
    />
  );
};

/** A new authorization, for somebody of this week's programme. */
export const EnterAuthorization = ({ programme, opened, onClose }: EnterProps) => {
  const { t } = useTranslation('outreach', { keyPrefix: 'authorization.form' });
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      size="lg"
      title={t('title')}
      closeButtonProps={{ 'aria-label': t('cancel') }}
    >
      {opened && <Form programme={programme} onClose={onClose} />}
    </Modal>
  );
};
