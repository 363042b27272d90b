import type { RoomPatient } from '@hearth/views';
import { useTranslation } from 'react-i18next';
import type { Obstacle } from './admittance';
import { ReasonDialog } from './reason-dialog';
import type { RemovalReason, SessionCommands, TurnAwayReason } from './session-commands';

export type PersonDialog =
  | { readonly kind: 'override'; readonly patient: RoomPatient; readonly obstacles: readonly Obstacle[] }
  | { readonly kind: 'turn-away'; readonly patient: RoomPatient }
  | { readonly kind: 'remove'; readonly patient: RoomPatient };

interface PersonDialogsProps {
  readonly dialog: PersonDialog | null;
  readonly commands: SessionCommands;
  readonly onClose: () => void;
}

const turnAwayReasons: readonly TurnAwayReason[] = [
  'not-private',
  'under-influence',
  'safety',
  'late',
  'not-expected',
  'other',
];
const removalReasons: readonly RemovalReason[] = [
  'not-private',
  'under-influence',
  'disruptive',
  'safety',
  'other',
];

/** The three questions that ask for a reason: let in all the same, turn away, remove. */
export const PersonDialogs = ({ dialog, commands, onClose }: PersonDialogsProps) => {
  const { t } = useTranslation(['facilitation', 'session']);
  if (dialog === null) return null;
  const { patient } = dialog;
  const name = patient.displayName;
  switch (dialog.kind) {
    case 'override':
      return (
        <ReasonDialog
          opened
          title={t('override.title', { name })}
          words={t('override.words', {
            missing: dialog.obstacles.map((each) => t(`session:missing.${each}`)).join(', '),
          })}
          warning={dialog.obstacles.includes('safety') ? t('override.safety', { name }) : undefined}
          codes={null}
          reasonNeeded
          submit={t('override.submit')}
          onSubmit={({ reason }) => commands.admitWithReason(patient.patientId, reason)}
          onClose={onClose}
        />
      );
    case 'turn-away':
      return (
        <ReasonDialog
          opened
          title={t('turnAway.title', { name })}
          words={t('turnAway.words', { name })}
          codes={turnAwayReasons.map((code) => ({ code, label: t(`session:reasonCode.${code}`) }))}
          reasonNeeded={false}
          submit={t('turnAway.submit')}
          onSubmit={({ code, reason }) => commands.turnAway(patient.patientId, code ?? 'other', reason)}
          onClose={onClose}
        />
      );
    case 'remove':
      return (
        <ReasonDialog
          opened
          grave
          title={t('remove.title', { name })}
          words={t('remove.words', { name })}
          warning={t('remove.warning', { name })}
          codes={removalReasons.map((code) => ({ code, label: t(`session:reasonCode.${code}`) }))}
          reasonNeeded
          submit={t('remove.submit')}
          onSubmit={({ code, reason }) => commands.remove(patient.patientId, code ?? 'other', reason)}
          onClose={onClose}
        />
      );
    default:
      return dialog satisfies never;
  }
};
