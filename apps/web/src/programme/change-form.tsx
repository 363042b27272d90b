import { Button, Group, Stack, Text } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../api/use-command';
import { RefusalNotice } from '../refusal/refusal-notice';

interface ChangeFormProps {
  /** What the form changes, for those who hear it. */
  readonly label: string;
  readonly submit: string;
  /** The command; what it throws is said in the words of those who plan. */
  readonly onSubmit: () => Promise<unknown>;
  readonly onDone?: () => void;
  readonly disabled?: boolean;
  readonly children: ReactNode;
}

/** A small form with one command: under way, refused with its reason, or done. */
export const ChangeForm = ({ label, submit, onSubmit, onDone, disabled, children }: ChangeFormProps) => {
  const { t } = useTranslation('plan');
  const [done, setDone] = useState(false);
  const command = useCommand(onSubmit);
  const send = async (): Promise<void> => {
    setDone(false);
    if (!(await command.run())) return;
    setDone(true);
    onDone?.();
  };
  return (
    <form
      aria-label={label}
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <Stack gap="sm" align="flex-start" py="xs">
        {children}
        <RefusalNotice trouble={command.trouble} />
        <Group gap="sm">
          <Button type="submit" loading={command.busy} disabled={disabled ?? false}>
            {submit}
          </Button>
          <Text role="status" size="sm">
            {done ? t('saved') : ''}
          </Text>
        </Group>
      </Stack>
    </form>
  );
};

interface MoreProps {
  readonly title: string;
  readonly children: ReactNode;
}

/** A form that is out of the way until it is wanted. */
export const More = ({ title, children }: MoreProps) => {
  const [opened, setOpened] = useState(false);
  return (
    <details onToggle={(event) => setOpened(event.currentTarget.open)}>
      <summary>{title}</summary>
      {opened && children}
    </details>
  );
};
