import {
  IconAlertOctagonFilled,
  IconCalendarOff,
  IconDoorExit,
  IconHandStop,
  IconLifebuoy,
  IconMoodEmpty,
  IconQuestionMark,
  IconRun,
  IconVolume,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Tag, type Tone } from '../tag/tag';
import type { ChipKind } from './chips';

const looks: Readonly<Record<ChipKind, { readonly tone: Tone; readonly icon: ReactNode }>> = {
  safety: { tone: 'safety', icon: <IconAlertOctagonFilled /> },
  help: { tone: 'look', icon: <IconLifebuoy /> },
  hand: { tone: 'brand', icon: <IconHandStop /> },
  'cannot-come': { tone: 'plain', icon: <IconCalendarOff /> },
  late: { tone: 'plain', icon: <IconRun /> },
  'left-early': { tone: 'plain', icon: <IconDoorExit /> },
  quiet: { tone: 'plain', icon: <IconMoodEmpty /> },
  'audio-only': { tone: 'plain', icon: <IconVolume /> },
  disputed: { tone: 'plain', icon: <IconQuestionMark /> },
};

/** The chips of a person's row: icon and word. */
export const ChipTags = ({ chips }: { readonly chips: readonly ChipKind[] }) => {
  const { t } = useTranslation('board');
  return chips.map((chip) => (
    <Tag key={chip} tone={looks[chip].tone} icon={looks[chip].icon}>
      {t(`chip.${chip}`)}
    </Tag>
  ));
};
