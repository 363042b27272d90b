import { useEffect } from 'react';
import { useLive } from '../live/live-context';
import type { RoomConnection } from '../room/room-connection';
import type { SessionCommands } from './session-commands';
import { SpeakingMeter } from './speaking-meter';

const REPORT_MS = 10_000;
/** As many as one report may hold. */
const MOST = 500;

/**
 * Measures who speaks, and for how long, from what this browser hears anyway, and reports it every ten seconds
 * while `reports` is true. Only intervals leave the browser; nothing of what was said is kept anywhere.
 */
export const useSpeakingReport = (
  connection: RoomConnection,
  commands: SessionCommands,
  reports: boolean,
): void => {
  const { clock } = useLive();
  useEffect(() => {
    if (!reports) return undefined;
    const meter = new SpeakingMeter();
    let sending = false;
    let present: ReadonlySet<string> = new Set();
    const send = async (): Promise<void> => {
      if (sending) return;
      const intervals = meter.take(clock.now());
      if (intervals.length === 0) return;
      sending = true;
      try {
        await commands.reportSpeaking(intervals.slice(0, MOST));
      } catch {
        // Not delivered: they go with the next report.
        meter.giveBack(intervals);
      } finally {
        sending = false;
      }
    };
    const stopHearing = connection.onSpeaking((identities) => meter.heard(identities, clock.now()));
    const stopWatching = connection.subscribe(() => {
      const now = new Set(connection.state().members.map((member) => member.identity));
      for (const identity of present) if (!now.has(identity)) meter.gone(identity, clock.now());
      present = now;
    });
    const timer = setInterval(() => void send(), REPORT_MS);
    return () => {
      clearInterval(timer);
      stopHearing();
      stopWatching();
      meter.heard([], clock.now());
      void send();
    };
  }, [connection, commands, clock, reports]);
};
