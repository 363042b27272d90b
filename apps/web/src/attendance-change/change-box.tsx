import type { RoomDocument } from '@hearth/views';
import { Button, Modal } from '@mantine/core';
import { IconPencilPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../access/me';
import { kindOf } from './change';
import { ChangeForm } from './change-form';

/** Lets whoever may say what the room did not see: an entry before the seal, a correction after it. */
export const ChangeBox = ({ room }: { readonly room: RoomDocument }) => {
  const { t } = useTranslation('attendance-review', { keyPrefix: 'change' });
  const me = useMe();
  const [open, setOpen] = useState(false);
  const oversees = me.role === 'supervisor' || me.role === 'admin';
  const kind = kindOf(room, { personId: me.person.id, oversees });
  if (kind === null) return null;
  const close = (): void => setOpen(false);
  return (
    <>
      <Button
        w="fit-content"
        variant="default"
        leftSection={<IconPencilPlus size={18} aria-hidden />}
        onClick={() => setOpen(true)}
      >
        {t(`${kind}.open`)}
      </Button>
      <Modal
        opened={open}
        onClose={close}
        size="lg"
        title={t(`${kind}.title`)}
        closeButtonProps={{ 'aria-label': t('cancel') }}
      >
        <ChangeForm room={room} kind={kind} onDone={close} />
      </Modal>
    </>
  );
};
