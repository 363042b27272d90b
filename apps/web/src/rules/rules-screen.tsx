import type { ProgrammeRulesAnswer } from '@hearth/contracts';
import { Group, Loader, Tabs, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useMe } from '../access/me';
import { api } from '../api/client';
import { asTrouble } from '../api/problem';
import { TroubleNotice } from '../api/trouble-notice';
import { ProgrammeChoice } from '../programme/programme-choice';
import { useChosenProgramme } from '../programme/use-chosen-programme';
import { Screen } from '../shell/screen';
import { History } from './history';
import { NewPack } from './new-pack';
import { PackBrowser } from './pack-browser';
import { Replay } from './replay';
import styles from './rules.module.css';

const Rules = ({ programmeId, timeZone }: { readonly programmeId: string; readonly timeZone: string }) => {
  const { t } = useTranslation('programme-week', { keyPrefix: 'rules' });
  const { role } = useMe();
  const rules = useQuery({
    queryKey: ['rules', programmeId],
    queryFn: ({ signal }) => api.get<ProgrammeRulesAnswer>(`/programmes/${programmeId}/rules`, signal),
  });
  if (rules.error !== null) {
    return <TroubleNotice trouble={asTrouble(rules.error)} onRetry={() => void rules.refetch()} />;
  }
  if (rules.data === undefined) return <Loader aria-label={t('loading')} />;
  const mayDecide = role === 'supervisor' || role === 'admin';
  const mayAdopt = role === 'admin';
  const packs = (
    <PackBrowser rules={rules.data} programmeId={programmeId} mayDecide={mayDecide} mayAdopt={mayAdopt} />
  );
  if (!mayDecide) return packs;
  return (
    <Tabs defaultValue="packs" keepMounted={false}>
      <Tabs.List>
        <Tabs.Tab value="packs">{t('tabs.packs')}</Tabs.Tab>
        <Tabs.Tab value="replay">{t('tabs.replay')}</Tabs.Tab>
        <Tabs.Tab value="new">{t('tabs.new')}</Tabs.Tab>
        <Tabs.Tab value="history">{t('tabs.history')}</Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value="packs" pt="md">
        {packs}
      </Tabs.Panel>
      <Tabs.Panel value="replay" pt="md">
        <Replay programmeId={programmeId} timeZone={timeZone} rules={rules.data} />
      </Tabs.Panel>
      <Tabs.Panel value="new" pt="md">
        <NewPack programmeId={programmeId} timeZone={timeZone} mayAdd={mayAdopt} />
      </Tabs.Panel>
      <Tabs.Panel value="history" pt="md">
        <History rules={rules.data} timeZone={timeZone} />
      </Tabs.Panel>
    </Tabs>
  );
};

/** The rules of a programme with their sources, and what other rules would have made of what was. */
export const RulesScreen = () => {
  const { t } = useTranslation('programme-week', { keyPrefix: 'rules' });
  const { programme, choice } = useChosenProgramme();
  return (
    <Screen
      title={t('title')}
      aside={
        <Group gap="sm">
          <ProgrammeChoice {...choice} />
          <Link to="/programme-week" className={styles.link}>
            {t('back')}
          </Link>
        </Group>
      }
    >
      <Text>{t('words')}</Text>
      {programme !== undefined && (
        <Rules
          key={programme.programmeId}
          programmeId={programme.programmeId}
          timeZone={programme.timeZone}
        />
      )}
    </Screen>
  );
};
