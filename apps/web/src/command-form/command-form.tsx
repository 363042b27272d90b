import { Button, Group, Stack, Text } from '@mantine/core';
import { useContext, useEffect, useRef, useState, type ReactNode } from 'react';
import { flushSync } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { asTrouble } from '../api/problem';
import { useCommand } from '../api/use-command';
import { RefusalNotice } from '../refusal/refusal-notice';
import { DraftKeeper } from './draft-keeper';
import { FaultsContext, firstFaulty, noFaults, useFindsFaults } from './faults';

interface CommandFormProps {
  /** What the form does, for those who hear it. */
  readonly label: string;
  readonly submit: string;
  /** The command; what it throws is told by the field it is about, or else above the buttons. */
  readonly onSubmit: () => Promise<unknown>;
  readonly onDone?: () => void;
  /** With it there is a second button, which leaves without doing anything. */
  readonly onCancel?: () => void;
  readonly disabled?: boolean;
  /** What is said when it is done; that it is saved, unless told otherwise. */
  readonly doneWords?: string;
  readonly children: ReactNode;
}

/**
 * A form with one command: under way, refused with its reason, or done. Focus goes to the first field that is wrong,
 * or to what went wrong; fields from `programme/fields` tell by themselves what is wrong with them.
 */
export const CommandForm = ({
  label,
  submit,
  onSubmit,
  onDone,
  onCancel,
  disabled = false,
  doneWords,
  children,
}: CommandFormProps) => {
  const { t } = useTranslation('refusal', { keyPrefix: 'form' });
  const [done, setDone] = useState(false);
  const [faults, setFaults] = useState(noFaults);
  const form = useRef<HTMLFormElement>(null);
  const notice = useRef<HTMLDivElement>(null);
  const finds = useFindsFaults();
  const keeper = useContext(DraftKeeper);
  const command = useCommand(async () => {
    try {
      await onSubmit();
    } catch (error) {
      if (form.current !== null) setFaults(finds.refused(form.current, asTrouble(error)));
      throw error;
    }
  });
  const wasBusy = useRef(false);
  useEffect(() => {
    if (wasBusy.current && !command.busy && form.current !== null) {
      (firstFaulty(form.current, faults) ?? notice.current)?.focus();
    }
    wasBusy.current = command.busy;
  }, [command.busy, faults]);

  const send = async (of: HTMLFormElement): Promise<void> => {
    const wrong = finds.entered(of);
    // What is wrong stands beside the field before focus comes there, so that it is read out with it.
    flushSync(() => {
      setDone(false);
      setFaults(wrong);
    });
    if (wrong.size > 0) {
      command.forget();
      firstFaulty(of, wrong)?.focus();
      return;
    }
    if (!(await command.run())) return;
    setDone(true);
    onDone?.();
    keeper.sent();
  };
  /** Nothing is called wrong any longer that is being changed. */
  const forget = (name: string | null): void => {
    if (name !== null && faults.has(name)) setFaults(new Map([...faults].filter(([of]) => of !== name)));
  };

  return (
    <form
      ref={form}
      noValidate
      aria-label={label}
      onChange={({ target }) => {
        if (target instanceof Element)
          forget(target.closest('fieldset[name]')?.getAttribute('name') ?? target.getAttribute('name'));
      }}
      onSubmit={(event) => {
        event.preventDefault();
        void send(event.currentTarget);
      }}
    >
      <Stack gap="sm" align="flex-start" py="xs">
        <FaultsContext value={faults}>{children}</FaultsContext>
        {command.trouble !== null && faults.size === 0 && (
          <div ref={notice} tabIndex={-1}>
            <RefusalNotice trouble={command.trouble} />
          </div>
        )}
        <Group gap="sm">
          <Button type="submit" loading={command.busy} disabled={disabled}>
            {submit}
          </Button>
          {onCancel !== undefined && (
            <Button variant="default" disabled={command.busy} onClick={onCancel}>
              {t('cancel')}
            </Button>
          )}
          <Text role="status" size="sm">
            {done ? (doneWords ?? t('saved')) : ''}
          </Text>
        </Group>
      </Stack>
    </form>
  );
};
