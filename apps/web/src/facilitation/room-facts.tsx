import type { RoomDocument } from '@hearth/views';
import { Text } from '@mantine/core';
import { IconCoffee, IconEye, IconUserQuestion } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/format';
import { Tag } from '../tag/tag';

/** Who leads, and what is out of the ordinary: a break, nobody there, somebody watching. */
export const RoomFacts = ({ room }: { readonly room: RoomDocument }) => {
  const { t } = useTranslation('facilitation');
  const format = useFormat();
  const lead = room.facilitators.find((facilitator) => facilitator.lead);
  return (
    <>
      {lead !== undefined && <Text>{t('lead', { name: lead.displayName })}</Text>}
      {room.breakSince !== null && (
        <Tag tone="look" icon={<IconCoffee />}>
          {t('break.since', { time: format.time(room.breakSince, room.timeZone) })}
        </Tag>
      )}
      {room.unstaffedSince !== null && (
        <Tag tone="look" icon={<IconUserQuestion />}>
          {t('unstaffedSince', { time: format.clock(room.unstaffedSince, room.timeZone) })}
        </Tag>
      )}
      {room.observers.map((observer) => (
        <Tag key={observer.person.id} icon={<IconEye />}>
          {t('observedBy', { name: observer.displayName })}
        </Tag>
      ))}
    </>
  );
};
