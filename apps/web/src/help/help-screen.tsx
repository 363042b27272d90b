import { useTranslation } from 'react-i18next';
import { Screen } from '../shell/screen';
import { HelpContent } from './help-content';

export const HelpScreen = () => {
  const { t } = useTranslation('help');
  return (
    <Screen title={t('title')}>
      <HelpContent />
    </Screen>
  );
};
