import { useTranslation } from 'react-i18next';
import styles from './person-name.module.css';

interface PersonNameProps {
  readonly displayName: string;
  readonly simulated: boolean;
  readonly detail?: string;
}

/** A name as the person chose it; simulated people are called so wherever they appear. */
export const PersonName = ({ displayName, simulated, detail }: PersonNameProps) => {
  const { t } = useTranslation('session');
  return (
    <span className={styles.name}>
      <bdi className={styles.words} title={displayName}>
        {displayName}
      </bdi>
      {detail !== undefined && <span className={styles.detail}>{detail}</span>}
      {simulated && <span className={styles.simulated}>{t('simulated')}</span>}
    </span>
  );
};
