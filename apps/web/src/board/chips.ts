import type { BoardPatient } from '@hearth/views';

export type ChipKind =
  'safety' | 'help' | 'hand' | 'cannot-come' | 'late' | 'quiet' | 'audio-only' | 'left-early' | 'disputed';

/** What to say beside a person's row, most urgent first. Help and safety are staff's business, never a reproach. */
export const chipsOf = (patient: BoardPatient): readonly ChipKind[] => {
  const has = (flag: BoardPatient['flags'][number]) => patient.flags.includes(flag);
  const candidates: readonly (readonly [ChipKind, boolean])[] = [
    ['safety', patient.safety],
    ['help', patient.openHelp],
    ['hand', patient.handRaised],
    ['cannot-come', patient.cannotCome === true],
    ['late', has('late')],
    ['left-early', has('left-early')],
    ['quiet', patient.quiet],
    ['audio-only', has('audio-only')],
    ['disputed', has('disputed')],
  ];
  return candidates.filter(([, shown]) => shown).map(([kind]) => kind);
};

/** Changes of these are worth a moment's highlight; minutes that tick are not. */
export const changeMark = (patient: BoardPatient): string => [patient.place, ...chipsOf(patient)].join(' ');
