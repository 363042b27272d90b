import { useTranslation } from 'react-i18next';
import { useFormat, type Format } from '../i18n/format';
import { doubtSeconds, wholeMinutes } from '../minutes/running';
import { pieceEnd, pieceStart, type Band, type LanePiece } from './geometry';

type Words = (key: string, values?: Record<string, string | number>) => string;

/** `12:41`, from milliseconds: minutes and seconds of a stretch. */
export const lengthWords = (ms: number, words: Words): string =>
  words('length', { minutes: wholeMinutes(ms), seconds: Math.floor((ms % 60_000) / 1_000) });

const edgeWords = (
  edge: { at: number; uncertaintyMs: number; witness: string },
  format: Format,
  zone: string,
  t: Words,
) =>
  t('edge', {
    time: format.clock(edge.at, zone),
    seconds: doubtSeconds(edge.uncertaintyMs),
    witness: t(`attendance:witness.${edge.witness}`),
  });

const pieceWords = (piece: LanePiece, name: string, format: Format, zone: string, t: Words): string => {
  const length = lengthWords(pieceEnd(piece) - pieceStart(piece), t);
  if (piece.kind !== 'segment')
    return t(piece.kind === 'bridged' ? 'bridged' : 'afterRemoval', {
      name,
      length,
      from: format.clock(piece.from, zone),
      to: format.clock(piece.to, zone),
    });
  const from = edgeWords(piece.from, format, zone, t);
  return piece.to === null
    ? t('segmentOpen', { name, length, from })
    : t('segment', { name, length, from, to: edgeWords(piece.to, format, zone, t) });
};

export interface Explain {
  readonly piece: (piece: LanePiece, name: string) => string;
  readonly band: (band: Band) => string;
}

/** What a mark of the drawing means, in a sentence. */
export const useExplain = (timeZone: string): Explain => {
  const { t } = useTranslation(['timeline', 'attendance']);
  const format = useFormat();
  const words: Words = (key, values) => t(key, { ...values });
  return {
    piece: (piece, name) => pieceWords(piece, name, format, timeZone, words),
    band: (band) =>
      words(band.open ? `bandOpen.${band.kind}` : `band.${band.kind}`, {
        from: format.clock(band.from, timeZone),
        to: format.clock(band.to, timeZone),
      }),
  };
};
