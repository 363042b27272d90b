import type { Me } from '@hearth/contracts';
import { NativeSelect, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';

interface ProgrammeChoiceProps {
  readonly programmes: Me['programmes'];
  readonly chosen: string;
  readonly onChoose: (programmeId: string) => void;
}

/** Which programme the screen shows; only a name when there is no choice. */
export const ProgrammeChoice = ({ programmes, chosen, onChoose }: ProgrammeChoiceProps) => {
  const { t } = useTranslation('session');
  if (programmes.length < 2) return <Text>{programmes[0]?.title}</Text>;
  return (
    <NativeSelect
      aria-label={t('programme')}
      value={chosen}
      onChange={(event) => onChoose(event.currentTarget.value)}
      data={programmes.map((each) => ({ value: each.programmeId, label: each.title }))}
    />
  );
};
