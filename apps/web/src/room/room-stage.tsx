import { useElementSize } from '@mantine/hooks';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Picture } from './room-state';
import styles from './room.module.css';
import type { StageTile } from './stage-people';
import { Tile } from './tile';
import { tileLayout } from './tile-layout';

const GAP = 8;

interface RoomStageProps {
  readonly tiles: readonly StageTile[];
  /** Show no pictures, even if some are received. */
  readonly audioOnly: boolean;
}

const SharedScreen = ({ picture, name }: { readonly picture: Picture; readonly name: string }) => {
  const { t } = useTranslation('room');
  const video = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    const element = video.current;
    if (element === null) return undefined;
    picture.attach(element);
    return () => void picture.detach(element);
  }, [picture]);
  return (
    <figure className={styles.screen}>
      <video ref={video} muted playsInline aria-hidden="true" />
      <figcaption className={styles.plate}>{t('tile.screenOf', { name })}</figcaption>
    </figure>
  );
};

/** Everybody at once, in tiles of equal size that fill the place there is; a shared screen gets the larger part. */
export const RoomStage = ({ tiles, audioOnly }: RoomStageProps) => {
  const { t } = useTranslation('room');
  const { ref, width, height } = useElementSize<HTMLUListElement>();
  const layout = tileLayout(tiles.length, width, height, GAP);
  const shared = tiles.find(({ member }) => member !== null && member.screen !== null);
  const size = width === 0 ? undefined : { width: layout.width, height: layout.height };
  return (
    <div className={styles.stage} data-sharing={shared !== undefined}>
      {shared?.member?.screen != null && (
        <SharedScreen picture={shared.member.screen} name={shared.person.displayName} />
      )}
      <ul className={styles.tiles} ref={ref} aria-label={t('stage')} style={{ gap: GAP }}>
        {tiles.map((tile) => (
          <Tile key={tile.person.identity} tile={tile} audioOnly={audioOnly} size={size} />
        ))}
      </ul>
    </div>
  );
};
