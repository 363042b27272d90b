import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';

interface ConcernProps {
  readonly name: string;
  readonly opened: boolean;
  readonly busy: boolean;
  readonly onCancel: () => void;
  readonly onRaise: () => void;
}

/** A safety signal wakes people up: it is asked once before it is raised. */
export const Concern = ({ name, opened, busy, onCancel, onRaise }: ConcernProps) => {
  const { t } = useTranslation('outreach', { keyPrefix: 'concern' });
  return (
    <Modal
      opened={opened}
      onClose={onCancel}
      title={t('title')}
      closeButtonProps={{ 'aria-label': t('cancel') }}
    >
      <Stack>
        <Text>{t('words', { name })}</Text>
        <Group justify="flex-end">
          <Button variant="default" onClick={onCancel}>
            {t('cancel')}
          </Button>
          <Button color="safety" loading={busy} onClick={onRaise}>
            {t('submit')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
};
