import type { ProgrammeRulesAnswer } from '@hearth/contracts';
import { Checkbox, Radio, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** Whom a figure is decided for, and whether programmes may go by another one all the same. */
export interface Reach {
  readonly of: 'programme' | 'organisation';
  readonly binding: boolean;
}

interface ReachChoiceProps {
  readonly organisation: ProgrammeRulesAnswer['organisation'];
  readonly reach: Reach;
  readonly onChange: (reach: Reach) => void;
}

/** This programme or all of the organisation; nothing to choose for who may not decide for all. */
export const ReachChoice = ({ organisation, reach, onChange }: ReachChoiceProps) => {
  const { t } = useTranslation('programme-week', { keyPrefix: 'rules.reach' });
  if (!organisation.mayDecide) return null;
  return (
    <Stack gap="xs">
      <Radio.Group
        label={t('label')}
        value={reach.of}
        onChange={(value) => onChange({ ...reach, of: value === 'organisation' ? value : 'programme' })}
      >
        <Stack gap="xs" mt="xs">
          <Radio value="programme" label={t('programme')} />
          <Radio
            value="organisation"
            label={t('organisation', { count: organisation.programmes })}
            description={t('words')}
          />
        </Stack>
      </Radio.Group>
      {reach.of === 'organisation' && (
        <Checkbox
          label={t('binding')}
          description={t('bindingWords')}
          checked={reach.binding}
          onChange={(event) => onChange({ ...reach, binding: event.currentTarget.checked })}
        />
      )}
    </Stack>
  );
};
