import type { Account } from '@hearth/contracts';
import { Button, Group, Text } from '@mantine/core';
import { IconCheck, IconClock, IconLock, IconMail, IconMinus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/format';
import { PersonName } from '../people/person-name';
import { Tag, type Tone } from '../tag/tag';
import { accessOf, actionsFor, type Access, type AccountAction } from './accounts';
import styles from './account.module.css';

const looks: Readonly<Record<Access, { readonly tone: Tone; readonly icon: typeof IconCheck }>> = {
  none: { tone: 'plain', icon: IconMinus },
  invited: { tone: 'plain', icon: IconMail },
  expired: { tone: 'look', icon: IconClock },
  linked: { tone: 'brand', icon: IconCheck },
  inactive: { tone: 'look', icon: IconLock },
};

interface AccountRowProps {
  readonly account: Account;
  readonly now: number;
  readonly isSelf: boolean;
  readonly canInvite: boolean;
  readonly busy: boolean;
  readonly onAct: (account: Account, action: AccountAction) => void;
}

/** One person: who, how they sign in, and what can be done about it. */
export const AccountRow = ({ account, now, isSelf, canInvite, busy, onAct }: AccountRowProps) => {
  const { t } = useTranslation('account');
  const format = useFormat();
  const access = accessOf(account, now);
  const { tone, icon: Icon } = looks[access];
  const { displayName: name, role, simulated, way } = account;
  return (
    <li className={styles.row}>
      <div className={styles.who}>
        <Group gap="xs">
          <PersonName displayName={name} simulated={simulated} />
          {isSelf && <Tag>{t('you')}</Tag>}
        </Group>
        <Text size="sm" c="dimmed">
          {t(`roles.${role}`)}
        </Text>
      </div>
      <div className={styles.way}>
        <Tag tone={tone} icon={<Icon size={16} />}>
          {t(`ways.${access}`, { day: way.kind === 'invited' ? format.day(way.expiresAt) : '' })}
        </Tag>
      </div>
      <div className={styles.actions}>
        {actionsFor(access, isSelf, canInvite).map((action) => (
          <Button
            key={action}
            size="sm"
            variant={action === 'invite' ? 'light' : 'default'}
            disabled={busy}
            aria-label={t('actionFor', { action: t(`actions.${action}`), name })}
            onClick={() => onAct(account, action)}
          >
            {t(`actions.${action}`)}
          </Button>
        ))}
      </div>
    </li>
  );
};
