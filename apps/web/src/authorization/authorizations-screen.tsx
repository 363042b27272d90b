import { addDays, localDate } from '@hearth/domain';
import type { Me } from '@hearth/contracts';
import type { AuthorizationsDocument } from '@hearth/views';
import { Button, Group, NativeSelect, Text, TextInput } from '@mantine/core';
import { IconDownload, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLiveView } from '../live/live-context';
import { useKnownNow, useServerNow } from '../live/server-now';
import { WithLive } from '../live/with-live';
import { ProgrammeChoice } from '../programme/programme-choice';
import { useChosenProgramme } from '../programme/use-chosen-programme';
import { EmptyState } from '../shell/empty-state';
import { Screen } from '../shell/screen';
import { StaleNotice } from '../staleness/stale-notice';
import { AuthorizationDetail, type DetailOf } from './authorization-detail';
import { AuthorizationTable } from './authorization-table';
import styles from './authorization.module.css';
import { EnterAuthorization } from './enter-authorization';
import { shownRows, shows, standingOn, type RowFilter } from './standing';

const Filters = ({
  filter,
  onChange,
}: {
  readonly filter: RowFilter;
  readonly onChange: (filter: RowFilter) => void;
}) => {
  const { t } = useTranslation('outreach', { keyPrefix: 'authorization.filter' });
  return (
    <Group gap="sm" align="flex-end">
      <NativeSelect
        label={t('show')}
        value={filter.show}
        data={shows.map((value) => ({ value, label: t(value) }))}
        onChange={(event) => {
          const chosen = event.currentTarget.value;
          onChange({ ...filter, show: shows.find((show) => show === chosen) ?? 'open' });
        }}
      />
      <TextInput
        type="search"
        label={t('find')}
        value={filter.find}
        onChange={(event) => onChange({ ...filter, find: event.currentTarget.value })}
      />
    </Group>
  );
};

const List = ({ document }: { readonly document: AuthorizationsDocument }) => {
  const { t } = useTranslation('outreach', { keyPrefix: 'authorization' });
  const today = localDate(useKnownNow(60_000), document.timeZone);
  const [filter, setFilter] = useState<RowFilter>({ show: 'open', find: '' });
  const [opened, setOpened] = useState<DetailOf | null>(null);
  const { rows, alerts } = document;
  if (rows.length === 0) return <EmptyState title={t('empty.title')}>{t('empty.words')}</EmptyState>;
  const standing = rows.map((row) => ({ ...row, standing: standingOn(row, today, alerts) }));
  const shown = shownRows(standing, filter);
  return (
    <>
      <StaleNotice timeZone={document.timeZone} />
      <Filters filter={filter} onChange={setFilter} />
      {shown.length === 0 ? (
        <EmptyState title={t('empty.filtered')}>{t('empty.filteredWords')}</EmptyState>
      ) : (
        <AuthorizationTable rows={shown} today={today} onOpen={setOpened} />
      )}
      <AuthorizationDetail of={opened} onClose={() => setOpened(null)} />
    </>
  );
};

const Exports = ({ programme }: { readonly programme: Me['programmes'][number] }) => {
  const { t } = useTranslation('outreach', { keyPrefix: 'authorization' });
  const today = localDate(useServerNow(60_000), programme.timeZone);
  const path = `/api/programmes/${programme.programmeId}`;
  const files = [
    { key: 'csv', href: `${path}/authorizations.csv`, name: `authorizations-${today}.csv` },
    {
      key: 'units',
      href: `${path}/units.csv?from=${addDays(today, -41)}&to=${today}`,
      name: `units-${today}.csv`,
    },
  ] as const;
  return (
    <>
      {files.map(({ key, href, name }) => (
        <Button
          key={key}
          component="a"
          variant="default"
          href={href}
          download={name}
          leftSection={<IconDownload size={18} aria-hidden />}
        >
          {t(key)}
        </Button>
      ))}
    </>
  );
};

/** What payers allow, how much of it is used, and what is to be done about it. */
export const AuthorizationsScreen = () => {
  const { t } = useTranslation('outreach', { keyPrefix: 'authorization' });
  const { programme, choice } = useChosenProgramme();
  const [entering, setEntering] = useState(false);
  const key = programme?.programmeId ?? '';
  const entry = useLiveView('authorizations', key);
  return (
    <Screen title={t('title')} aside={<ProgrammeChoice {...choice} />}>
      <Text className={styles.words}>{t('words')}</Text>
      {programme !== undefined && (
        <>
          <Group gap="sm">
            <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={() => setEntering(true)}>
              {t('enter')}
            </Button>
            <Exports programme={programme} />
          </Group>
          <EnterAuthorization
            key={programme.programmeId}
            programme={programme}
            opened={entering}
            onClose={() => setEntering(false)}
          />
        </>
      )}
      <WithLive
        view="authorizations"
        viewKey={key}
        entry={entry}
        absent={<EmptyState title={t('empty.title')}>{t('empty.words')}</EmptyState>}
      >
        {(document) => <List document={document} />}
      </WithLive>
    </Screen>
  );
};
