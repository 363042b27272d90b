import type { VerdictStatus } from '@hearth/domain';
import {
  IconAlertTriangle,
  IconCircleCheck,
  IconCircleDashed,
  IconFileOff,
  IconMinus,
  IconProgress,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Tag, type Tone } from '../tag/tag';
import { useStatusWord } from './sentence';

const looks: Readonly<Record<VerdictStatus, { readonly tone: Tone; readonly icon: ReactNode }>> = {
  met: { tone: 'brand', icon: <IconCircleCheck /> },
  'on-track': { tone: 'plain', icon: <IconProgress /> },
  'at-risk': { tone: 'look', icon: <IconAlertTriangle /> },
  missed: { tone: 'plain', icon: <IconCircleDashed /> },
  'not-applicable': { tone: 'plain', icon: <IconMinus /> },
  'not-billable': { tone: 'look', icon: <IconFileOff /> },
};

/** A rule's verdict: icon and word. Red is for safety; a missed day is not red. */
export const VerdictTag = ({ status }: { readonly status: VerdictStatus }) => {
  const statusWord = useStatusWord();
  return (
    <Tag tone={looks[status].tone} icon={looks[status].icon}>
      {statusWord(status)}
    </Tag>
  );
};
