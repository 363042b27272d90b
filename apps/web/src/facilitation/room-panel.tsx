import type { RoomDocument } from '@hearth/views';
import { Tabs } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { conversationsOf, waitingForAnswer } from './conversations';
import styles from './facilitation.module.css';
import { HandsPanel } from './hands-panel';
import { HelpSoundSwitch } from './help-alerts';
import { HelpPanel } from './help-panel';
import { MessagesPanel } from './messages-panel';
import { PeoplePanel } from './people-panel';
import type { SessionCommands } from './session-commands';

export const panelTabs = ['people', 'hands', 'messages', 'help'] as const;
export type PanelTab = (typeof panelTabs)[number];

interface RoomPanelProps {
  readonly room: RoomDocument;
  readonly commands: SessionCommands;
  readonly tab: PanelTab;
  readonly onTab: (tab: PanelTab) => void;
  readonly conversation: string | null;
  readonly onConversation: (patientId: string) => void;
}

const countOf = (room: RoomDocument, tab: PanelTab): number => {
  switch (tab) {
    case 'people':
      return room.patients.filter((patient) => patient.place === 'waiting').length;
    case 'hands':
      return room.hands.length;
    case 'messages':
      return waitingForAnswer(conversationsOf(room));
    case 'help':
      return room.help.filter((request) => request.answered === null).length;
    default:
      return tab satisfies never;
  }
};

const isTab = (value: string | null): value is PanelTab => panelTabs.some((tab) => tab === value);

/** People, hands, messages and help of the running session, beside its pictures. */
export const RoomPanel = (props: RoomPanelProps) => {
  const { t } = useTranslation('facilitation');
  const { room, commands, tab, onTab, conversation, onConversation } = props;
  const write = (patientId: string): void => {
    onConversation(patientId);
    onTab('messages');
  };
  return (
    <Tabs
      value={tab}
      onChange={(value) => {
        if (isTab(value)) onTab(value);
      }}
      className={styles.panel}
      keepMounted={false}
    >
      <Tabs.List grow className={styles.tabs}>
        {panelTabs.map((each) => {
          const count = countOf(room, each);
          return (
            <Tabs.Tab key={each} value={each} className={styles.tab}>
              {t(`tab.${each}`)}
              {count > 0 && (
                <span className={styles.count}>
                  <span className="tabular">{count}</span>
                  <span className={styles.hidden}>{t(`tabCount.${each}`)}</span>
                </span>
              )}
            </Tabs.Tab>
          );
        })}
      </Tabs.List>
      <Tabs.Panel value="people" className={styles.tabPanel} tabIndex={0}>
        <PeoplePanel room={room} commands={commands} />
      </Tabs.Panel>
      <Tabs.Panel value="hands" className={styles.tabPanel} tabIndex={0}>
        <HandsPanel room={room} commands={commands} />
      </Tabs.Panel>
      <Tabs.Panel value="messages" className={styles.tabPanel} tabIndex={0}>
        <MessagesPanel room={room} commands={commands} chosen={conversation} onChoose={onConversation} />
      </Tabs.Panel>
      <Tabs.Panel value="help" className={styles.tabPanel} tabIndex={0}>
        <HelpSoundSwitch />
        <HelpPanel room={room} commands={commands} onWrite={write} />
      </Tabs.Panel>
    </Tabs>
  );
};
