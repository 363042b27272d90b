import type { Me } from '@hearth/contracts';
import { useState, type ComponentProps } from 'react';
import { useMe } from '../access/me';
import type { ProgrammeChoice } from './programme-choice';

interface ChosenProgramme {
  /** The first one until another is chosen; undefined for somebody who works in none. */
  readonly programme: Me['programmes'][number] | undefined;
  /** For the `ProgrammeChoice` of the screen. */
  readonly choice: ComponentProps<typeof ProgrammeChoice>;
}

/** The programme that a screen shows, out of those of the person who looks at it. */
export const useChosenProgramme = (): ChosenProgramme => {
  const { programmes } = useMe();
  const [chosen, onChoose] = useState<string | null>(null);
  const programme = programmes.find(({ programmeId }) => programmeId === chosen) ?? programmes[0];
  return { programme, choice: { programmes, chosen: programme?.programmeId ?? '', onChoose } };
};
