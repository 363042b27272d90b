import { useTranslation } from 'react-i18next';
import styles from './shell.module.css';

/** First in the order of focus: past the navigation, straight to the screen. */
export const SkipLink = () => {
  const { t } = useTranslation('shell');
  return (
    <a className={styles.skip} href="#main">
      {t('skip')}
    </a>
  );
};
