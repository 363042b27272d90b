import type { DirectoryDocument } from '@hearth/views';
import type { Me } from '@hearth/contracts';
import { localDate } from '@hearth/domain';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../access/me';
import { useLiveView } from '../live/live-context';
import { useServerNow } from '../live/server-now';
import { WithLive } from '../live/with-live';
import { Screen } from '../shell/screen';
import { EmptyState } from '../shell/empty-state';
import { ProgrammeChoice } from './programme-choice';
import { ProgrammeLinks } from './programme-links';
import { useChosenProgramme } from './use-chosen-programme';

export interface Planning {
  readonly directory: DirectoryDocument;
  /** By the programme's clock. */
  readonly today: string;
  readonly role: Me['role'];
  /** Whether this person may change groups, tracks and payers. */
  readonly runs: boolean;
}

interface ProgrammeScreenProps {
  readonly title: string;
  readonly children: (planning: Planning) => ReactNode;
}

/** A screen about a programme: which one, the ways to the others, and what it is planned with. */
export const ProgrammeScreen = ({ title, children }: ProgrammeScreenProps) => {
  const { t } = useTranslation('plan');
  const { role } = useMe();
  const { programme, choice } = useChosenProgramme();
  const programmeId = programme?.programmeId ?? '';
  const entry = useLiveView('directory', programmeId);
  const today = localDate(useServerNow(60_000), programme?.timeZone ?? 'UTC');
  const runs = role === 'admin' || role === 'supervisor';
  return (
    <Screen title={title} aside={<ProgrammeChoice {...choice} />}>
      <ProgrammeLinks />
      <WithLive
        view="directory"
        viewKey={programmeId}
        entry={entry}
        absent={<EmptyState title={t('absent.title')}>{t('absent.words')}</EmptyState>}
      >
        {(directory) => children({ directory, today, role, runs })}
      </WithLive>
    </Screen>
  );
};
