import { withdrawalReason, type WithdrawalReason } from '@hearth/domain';
import { Button, Text } from '@mantine/core';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api/client';
import { CommandForm } from '../command-form/command-form';
import { useDraft } from '../programme/draft';
import { ChoiceField } from '../programme/fields';
import { announce } from '../shell/announcer';

interface WithdrawGuestProps {
  /** Where it is said: of the group, or of a session that stands for itself. */
  readonly path: string;
  /** Which patient, and of which meeting where a group has several. */
  readonly guest: { readonly patientId: string; readonly slotId?: string; readonly day?: string };
  readonly name: string;
  /** When the meeting is, in words. */
  readonly when: string;
  /** What the button says, and what it is called among others of its kind. */
  readonly words: string;
  readonly label: string;
  readonly onDone?: () => void;
}

/** Somebody does not come to a session as a guest after all; asked once, with the reason that stays with it. */
export const WithdrawGuest = ({ path, guest, name, when, words, label, onDone }: WithdrawGuestProps) => {
  const { t } = useTranslation('plan');
  const [opened, setOpened] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const { values, field } = useDraft<{ reasonCode: WithdrawalReason }>({ reasonCode: 'not-needed' });
  const leave = (): void => {
    setOpened(false);
    button.current?.focus();
  };
  return (
    <>
      <Button
        ref={button}
        variant="subtle"
        size="sm"
        aria-expanded={opened}
        aria-label={label}
        onClick={() => setOpened(!opened)}
      >
        {words}
      </Button>
      {opened && (
        <CommandForm
          label={t('guest.label', { name, when })}
          submit={t('guest.submit')}
          onSubmit={() => api.post(path, { ...guest, ...values })}
          onDone={() => {
            announce(t('guest.done', { name }));
            onDone?.();
          }}
          onCancel={leave}
        >
          <Text size="sm">{t('guest.words', { name })}</Text>
          <ChoiceField
            label={t('why')}
            options={withdrawalReason.options.map((value) => ({ value, label: t(`guest.reasons.${value}`) }))}
            {...field('reasonCode')}
          />
        </CommandForm>
      )}
    </>
  );
};
