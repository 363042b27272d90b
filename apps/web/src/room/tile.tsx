import {
  IconAntennaBars1,
  IconAntennaBars3,
  IconAntennaBars5,
  IconHandStop,
  IconMicrophoneOff,
  IconPlugConnectedX,
  IconPresentation,
} from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Picture, Quality } from './room-state';
import styles from './room.module.css';
import type { StageTile } from './stage-people';

const Video = ({ picture, mirrored }: { readonly picture: Picture; readonly mirrored: boolean }) => {
  const video = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    const element = video.current;
    if (element === null) return undefined;
    picture.attach(element);
    return () => void picture.detach(element);
  }, [picture]);
  return (
    <video ref={video} className={styles.video} data-mirrored={mirrored} muted playsInline aria-hidden />
  );
};

/** Two letters at most; names are the person's own choice and may be anything. */
export const initialsOf = (name: string): string =>
  name
    .split(/\s+/)
    .map((word) => /[\p{L}\p{N}]/u.exec(word)?.[0] ?? '')
    .filter((letter) => letter !== '')
    .slice(0, 2)
    .join('')
    .toLocaleUpperCase();

const bars = {
  good: IconAntennaBars5,
  fair: IconAntennaBars5,
  poor: IconAntennaBars3,
  lost: IconAntennaBars1,
} as const;

const Connection = ({ quality }: { readonly quality: Quality }) => {
  const { t } = useTranslation('room');
  if (quality === 'unknown') return null;
  const Bars = bars[quality];
  const troubled = quality === 'poor' || quality === 'lost';
  return (
    <span className={styles.badge} data-look={troubled} title={t(`quality.${quality}`)}>
      <Bars size={16} aria-hidden />
      <span className={troubled ? undefined : styles.hidden}>{t(`quality.${quality}`)}</span>
    </span>
  );
};

interface TileProps {
  readonly tile: StageTile;
  readonly audioOnly: boolean;
  /** px; the stage decides. */
  readonly size: { readonly width: number; readonly height: number } | undefined;
}

/** One person: picture or initials, name, and everything one may want to know about their connection, in words. */
export const Tile = ({ tile: { person, member }, audioOnly, size }: TileProps) => {
  const { t } = useTranslation('room');
  const camera = member === null || (audioOnly && !member.local) ? null : member.camera;
  const lost = person.dropped || member?.quality === 'lost';
  const part = person.part === 'member' ? null : t(`part.${person.part}`);
  return (
    <li
      className={styles.tile}
      style={size}
      data-identity={person.identity}
      data-speaking={member?.speaking === true && member.microphoneOn}
      data-lost={lost}
      data-me={person.me}
    >
      {camera === null ? (
        <span className={styles.initials} aria-hidden>
          {initialsOf(person.displayName)}
        </span>
      ) : (
        <Video picture={camera} mirrored={person.me} />
      )}
      <span className={styles.corner}>
        {person.handPlace !== null && (
          <span className={styles.badge} data-hand>
            <IconHandStop size={18} aria-hidden />
            {t('tile.hand', { place: person.handPlace })}
          </span>
        )}
        {person.sharing !== null && (
          <span className={styles.badge} data-hand>
            <IconPresentation size={18} aria-hidden />
            {t(`share.now.${person.sharing}`)}
          </span>
        )}
        {member === null ? null : <Connection quality={member.quality} />}
      </span>
      {lost && (
        <span className={styles.lost}>
          <IconPlugConnectedX size={20} aria-hidden />
          {t('tile.reconnecting')}
        </span>
      )}
      <span className={styles.plate}>
        {member?.microphoneOn === false && (
          <>
            <IconMicrophoneOff size={16} aria-hidden />
            <span className={styles.hidden}>{t('tile.muted')}</span>
          </>
        )}
        <span className={styles.name}>
          {person.me ? t('tile.me', { name: person.displayName }) : person.displayName}
          {person.pronouns === undefined ? '' : ` (${person.pronouns})`}
        </span>
        {part === null ? null : <span className={styles.part}>{part}</span>}
        {person.simulated && (
          <span className={styles.part} data-simulated>
            {t('tile.simulated')}
          </span>
        )}
        {member !== null && camera === null && <span className={styles.part}>{t('tile.soundOnly')}</span>}
        {member === null && <span className={styles.part}>{t('tile.noMedia')}</span>}
        {member?.speaking === true && <span className={styles.hidden}>{t('tile.speaking')}</span>}
      </span>
    </li>
  );
};
