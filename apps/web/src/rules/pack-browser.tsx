import type { AppliesWhen, Rule, RulePack } from '@hearth/domain';
import { Group, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/format';
import { Tag } from '../tag/tag';
import { DecisionForm } from './decision-form';
import { figuresOf, inWords } from './figures';
import { Overrides, type OverridesProps } from './overrides';
import styles from './rules.module.css';

const useApplies = (): ((when: AppliesWhen | undefined) => string) => {
  const { t } = useTranslation('programme-week', { keyPrefix: 'rules' });
  return (when) => {
    const parts = [
      ...(when?.payers === undefined ? [] : [t('payers', { names: when.payers.join(', ') })]),
      ...(when?.states === undefined ? [] : [t('states', { names: when.states.join(', ') })]),
      ...(when?.age === undefined ? [] : [t(when.age.is, { cut: when.age.cut })]),
    ];
    return parts.length === 0 ? t('appliesAll') : parts.join(' · ');
  };
};

const RuleRow = ({ rule }: { readonly rule: Rule }) => {
  const { t, i18n } = useTranslation('programme-week', { keyPrefix: 'rules' });
  const applies = useApplies();
  const list = figuresOf(rule)
    .map(([name, value]) => `${name} ${inWords(value)}`)
    .join('; ');
  const isSpanish = i18n.language === 'es';
  return (
    <tr>
      <th scope="row">
        {rule.id}
        <Text size="sm" c="dimmed">
          {t(rule.severity)}
        </Text>
      </th>
      <td>
        {isSpanish ? rule.statement?.es : rule.statement?.en}
        <Text size="sm" c="dimmed">
          {rule.kind}
          {list === '' ? '' : ` · ${t('parameters', { list })}`}
        </Text>
        {(rule.appliesWhen !== undefined || rule.ageBand !== undefined) && (
          <Text size="sm" c="dimmed">
            {rule.ageBand === undefined
              ? applies(rule.appliesWhen)
              : t(rule.ageBand === 'adult' ? 'adult' : 'youth', { cut: 18 })}
          </Text>
        )}
      </td>
      <td>
        {rule.source}
        {rule.evidence !== undefined && (
          <Text size="sm" c="dimmed">
            {t(`evidence.${rule.evidence}`)}
          </Text>
        )}
      </td>
    </tr>
  );
};

const Definitions = ({ pack }: { readonly pack: RulePack }) => {
  const { t } = useTranslation('programme-week', { keyPrefix: 'rules' });
  const words = (value: unknown): string =>
    typeof value === 'number' || Array.isArray(value)
      ? inWords(value)
      : t(`value.${String(value)}`, { defaultValue: String(value) });
  return (
    <dl className={styles.definitions}>
      {Object.entries(pack.definitions).map(([name, value]) => (
        <div key={name}>
          <dt>{t(`definition.${name}`)}</dt>
          <dd>{words(value)}</dd>
        </div>
      ))}
    </dl>
  );
};

interface PackProps {
  readonly pack: RulePack;
  readonly standing: 'inForce' | 'optional' | 'notInForce';
  /** The programme that an optional pack can be adopted for; null for who may not decide it. */
  readonly adoptFor: string | null;
}

const Pack = ({ pack, standing, adoptFor }: PackProps) => {
  const { t } = useTranslation('programme-week', { keyPrefix: 'rules' });
  const format = useFormat();
  const applies = useApplies();
  return (
    <details className={styles.pack}>
      <summary>
        <strong>{pack.title}</strong>
        <span className={styles.meta}>
          {t(`scope.${pack.scope ?? 'programme'}`)} · {t('version', { version: pack.version })}
        </span>
        <Tag tone={standing === 'inForce' ? 'brand' : 'plain'}>{t(standing)}</Tag>
      </summary>
      <Stack gap="sm" mt="sm">
        <Text>
          {t('applies')}: {applies(pack.appliesWhen)}
          {' · '}
          {t('since', { day: format.longDay(pack.effectiveFrom) })} {pack.effectiveFrom.slice(0, 4)}
          {pack.effectiveTo !== undefined && `, ${t('until', { day: pack.effectiveTo })}`}
        </Text>
        {pack.speaksFor !== undefined && <Text>{t('speaksFor', { kinds: pack.speaksFor.join(', ') })}</Text>}
        <div className={styles.wide} role="region" aria-label={pack.title} tabIndex={0}>
          <table className={styles.table} aria-label={pack.title}>
            <thead>
              <tr>
                <th scope="col">{t('rule')}</th>
                <th scope="col">{t('says')}</th>
                <th scope="col">{t('source')}</th>
              </tr>
            </thead>
            <tbody>
              {pack.rules.map((rule) => (
                <RuleRow key={rule.id} rule={rule} />
              ))}
            </tbody>
          </table>
        </div>
        <Title order={3} size="md">
          {t('definitions')}
        </Title>
        <Definitions pack={pack} />
        {standing === 'optional' && adoptFor !== null && (
          <DecisionForm
            programmeId={adoptFor}
            label={t('adopt', { title: pack.title })}
            submit={t('adopt', { title: pack.title })}
            kind="adoptions"
            body={{ packId: pack.id }}
          />
        )}
      </Stack>
    </details>
  );
};

interface PackBrowserProps extends OverridesProps {
  readonly mayAdopt: boolean;
}

/** Every pack that there is, those in force first, each rule with its source. */
export const PackBrowser = ({ rules, programmeId, mayDecide, mayAdopt }: PackBrowserProps) => {
  const { t } = useTranslation('programme-week', { keyPrefix: 'rules' });
  const standingOf = (pack: RulePack): PackProps['standing'] => {
    const { id, version } = pack;
    if (pack.scope === 'accreditation' && !rules.adopted.includes(id)) return 'optional';
    const isInForce = rules.inForce.some((each) => each.packId === id && each.version === version);
    return isInForce ? 'inForce' : 'notInForce';
  };
  const order = ['inForce', 'optional', 'notInForce'];
  const packs = rules.packs
    .map((pack) => ({ pack, standing: standingOf(pack) }))
    .toSorted(
      (a, b) =>
        order.indexOf(a.standing) - order.indexOf(b.standing) || a.pack.title.localeCompare(b.pack.title),
    );
  return (
    <Stack gap="lg">
      <section>
        <Group mb="xs">
          <Title order={2} size="lg">
            {t('overrides')}
          </Title>
        </Group>
        <Overrides rules={rules} programmeId={programmeId} mayDecide={mayDecide} />
      </section>
      <section aria-label={t('tabs.packs')}>
        <Title order={2} size="lg" mb="xs">
          {t('tabs.packs')}
        </Title>
        <Stack gap="xs">
          {packs.map(({ pack, standing }) => (
            <Pack
              key={`${pack.id} ${pack.version}`}
              pack={pack}
              standing={standing}
              adoptFor={mayAdopt ? programmeId : null}
            />
          ))}
        </Stack>
      </section>
    </Stack>
  );
};
