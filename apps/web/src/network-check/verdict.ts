/** What was seen of a small picture that was sent to our own video server for some seconds. */
export interface SendingFigures {
  readonly packetsSent: number;
  readonly packetsLost: number;
  /** There and back, in ms; null when the server has not said. */
  readonly roundTripMs: number | null;
  /** What the browser believes could be sent, in bits per second; null where it does not say. */
  readonly sendableBitrate: number | null;
}

/**
 * - `good`: enough for video
 * - `fair`: video may stutter, sound will do
 * - `blocked`: no media gets through
 * - `unknown`: nothing could be tried, which says nothing about the network
 */
export type NetworkVerdict = 'good' | 'fair' | 'blocked' | 'unknown';

const MOST_LOST = 0.03;
const LONGEST_ROUND_TRIP_MS = 400;
/** One small picture and sound. */
const LEAST_BITRATE = 350_000;

/** Null figures: nothing got through. */
export const verdictOf = (figures: SendingFigures | null): NetworkVerdict => {
  if (figures === null || figures.packetsSent === 0) return 'blocked';
  const lost = figures.packetsLost / figures.packetsSent;
  const isSlow = (figures.roundTripMs ?? 0) > LONGEST_ROUND_TRIP_MS;
  const isNarrow = (figures.sendableBitrate ?? Infinity) < LEAST_BITRATE;
  return lost > MOST_LOST || isSlow || isNarrow ? 'fair' : 'good';
};

const figure = (stat: object, name: string): number | null => {
  const value: unknown = Reflect.get(stat, name);
  return typeof value === 'number' ? value : null;
};

/** What the browser's report about a sender says. */
export const figuresOf = (report: {
  readonly forEach: (look: (stat: unknown) => void) => void;
}): SendingFigures => {
  let figures: SendingFigures = { packetsSent: 0, packetsLost: 0, roundTripMs: null, sendableBitrate: null };
  report.forEach((stat: unknown) => {
    if (typeof stat !== 'object' || stat === null || !('type' in stat)) return;
    if (stat.type === 'outbound-rtp')
      figures = { ...figures, packetsSent: figures.packetsSent + (figure(stat, 'packetsSent') ?? 0) };
    if (stat.type === 'remote-inbound-rtp') {
      const seconds = figure(stat, 'roundTripTime');
      figures = {
        ...figures,
        packetsLost: figures.packetsLost + Math.max(0, figure(stat, 'packetsLost') ?? 0),
        roundTripMs: seconds === null ? figures.roundTripMs : seconds * 1_000,
      };
    }
    if (stat.type === 'candidate-pair') {
      const bitrate = figure(stat, 'availableOutgoingBitrate');
      figures = { ...figures, sendableBitrate: bitrate ?? figures.sendableBitrate };
    }
  });
  return figures;
};
