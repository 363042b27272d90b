import { runningMs, type RunningMinutes as Figure } from '@hearth/views';
import { useFormat } from '../i18n/format';
import { useKnownNow } from './server-now';

/** A growing figure in whole minutes, ticking. */
export const useRunningMinutes = (figure: Figure): number =>
  Math.floor(runningMs(figure, useKnownNow(1_000)) / 60_000);

/** Only the number, with tabular figures; the words around it are the screen's. */
export const RunningMinutes = ({ figure }: { readonly figure: Figure }) => {
  const minutes = useRunningMinutes(figure);
  return <span className="tabular">{useFormat().number(minutes)}</span>;
};
