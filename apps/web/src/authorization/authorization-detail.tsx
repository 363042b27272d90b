import { localDate } from '@hearth/domain';
import type { AuthorizationUse, AuthorizationUseDocument } from '@hearth/views';
import { Button, Group, Modal, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api/client';
import { useFormat } from '../i18n/format';
import { useLiveView } from '../live/live-context';
import { useServerNow } from '../live/server-now';
import { WithLive } from '../live/with-live';
import styles from './authorization.module.css';
import { CloseAuthorization, RecordReview } from './authorization-steps';
import { TermsForm } from './terms-form';
import { UnitDays } from './unit-days';
import { writtenOf } from './written-terms';

const Terms = ({ use }: { readonly use: AuthorizationUse }) => {
  const { t } = useTranslation('outreach', { keyPrefix: 'authorization' });
  const format = useFormat();
  const { terms, number, note, used, left } = use;
  const { placeOfService, modifier } = terms.telehealth;
  const facts: readonly (readonly [string, string])[] = [
    [t('detail.number'), number ?? t('detail.gone')],
    [t('column.payer'), terms.payer],
    [t('detail.codes'), [...terms.codes, terms.revenueCode ?? ''].join(' ').trim()],
    [
      t('detail.span'),
      t('detail.spanValue', { from: format.longDay(terms.from), to: format.longDay(terms.to) }),
    ],
    [t('column.used'), `${t('used', { used, total: terms.units })}, ${t('left', { count: left })}`],
    [t('detail.before'), format.number(terms.usedBefore)],
    [t('column.review'), terms.review.nextOn === null ? t('noReview') : format.longDay(terms.review.nextOn)],
    [
      t('detail.telehealth'),
      [
        t(`detail.place.${placeOfService ?? 'none'}`),
        ...(modifier === null ? [] : [t('detail.modifier', { code: modifier })]),
      ].join(', '),
    ],
  ];
  return (
    <>
      <dl className={styles.facts}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {note !== null && <Text>{note}</Text>}
    </>
  );
};

const Reviews = ({ use }: { readonly use: AuthorizationUse }) => {
  const { t } = useTranslation('outreach', { keyPrefix: 'authorization.detail' });
  const format = useFormat();
  if (use.reviews.length === 0) return null;
  return (
    <section>
      <Title order={3} size="md">
        {t('reviews')}
      </Title>
      <ul className={styles.lines}>
        {use.reviews.toReversed().map(({ on, outcome }) => (
          <li key={`${on} ${outcome}`}>
            {t('review', { day: format.longDay(on), outcome: t(`outcome.${outcome}`) })}
          </li>
        ))}
      </ul>
    </section>
  );
};

type Step = 'review' | 'change' | 'close' | null;

const Steps = ({ use, timeZone }: { readonly use: AuthorizationUse; readonly timeZone: string }) => {
  const { t } = useTranslation('outreach', { keyPrefix: 'authorization.detail' });
  const [step, setStep] = useState<Step>(null);
  const today = localDate(useServerNow(60_000), timeZone);
  const { authorizationId } = use;
  const done = (): void => setStep(null);
  switch (step) {
    case 'review':
      return <RecordReview authorizationId={authorizationId} today={today} onDone={done} />;
    case 'close':
      return <CloseAuthorization authorizationId={authorizationId} onDone={done} />;
    case 'change':
      return (
        <TermsForm
          initial={writtenOf(use)}
          onSave={(body) => api.post(`/authorizations/${authorizationId}/changes`, body)}
          onDone={done}
        />
      );
    case null:
      return (
        <Group gap="sm">
          <Button onClick={() => setStep('review')}>{t('recordReview')}</Button>
          <Button variant="default" onClick={() => setStep('change')}>
            {t('change')}
          </Button>
          <Button variant="default" onClick={() => setStep('close')}>
            {t('closeIt')}
          </Button>
        </Group>
      );
    default:
      return step satisfies never;
  }
};

const Content = ({
  document,
  authorizationId,
}: {
  readonly document: AuthorizationUseDocument;
  readonly authorizationId: string;
}) => {
  const { t } = useTranslation('outreach', { keyPrefix: 'authorization' });
  const use = document.authorizations.find((each) => each.authorizationId === authorizationId);
  if (use === undefined) return <Text>{t('empty.title')}</Text>;
  return (
    <Stack gap="md">
      <Terms use={use} />
      {use.closed === null && <Steps use={use} timeZone={document.timeZone} />}
      <Reviews use={use} />
      <section>
        <Title order={3} size="md" mb="xs">
          {t('detail.days')}
        </Title>
        <UnitDays days={document.days} authorizationId={authorizationId} />
      </section>
    </Stack>
  );
};

export interface DetailOf {
  readonly enrollmentId: string;
  readonly authorizationId: string;
  readonly displayName: string;
}

const Live = ({ enrollmentId, authorizationId }: DetailOf) => {
  const entry = useLiveView('authorization-use', enrollmentId);
  return (
    <WithLive view="authorization-use" viewKey={enrollmentId} entry={entry}>
      {(document) => <Content document={document} authorizationId={authorizationId} />}
    </WithLive>
  );
};

/** One authorization: its terms, its reviews, and the days that used its units. */
export const AuthorizationDetail = ({
  of,
  onClose,
}: {
  readonly of: DetailOf | null;
  readonly onClose: () => void;
}) => {
  const { t } = useTranslation('outreach', { keyPrefix: 'authorization.detail' });
  return (
    <Modal
      opened={of !== null}
      onClose={onClose}
      size="xl"
      title={of === null ? '' : t('title', { name: of.displayName })}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      {of !== null && <Live {...of} />}
    </Modal>
  );
};
