import type { RunningMinutes as Figure } from '@hearth/views';
import { useFormat } from '../i18n/format';
import { useKnownNow } from './server-now';

/** What a growing figure has come to at `now`, ms. It never shrinks below what was reported, nor outgrows its end. */
export const runningMs = (figure: Figure, now: number): number =>
  figure.running ? figure.ms + Math.max(0, Math.min(now, figure.until) - figure.asOf) : figure.ms;

/** A growing figure in whole minutes, ticking. */
export const useRunningMinutes = (figure: Figure): number =>
  Math.floor(runningMs(figure, useKnownNow(1_000)) / 60_000);

/** Only the number, with tabular figures; the words around it are the screen's. */
export const RunningMinutes = ({ figure }: { readonly figure: Figure }) => {
  const minutes = useRunningMinutes(figure);
  return <span className="tabular">{useFormat().number(minutes)}</span>;
};
