import { Counter, Gauge, type Registry } from '@hearth/platform';

export interface PolicyMetrics {
  readonly acts: Counter<'policy' | 'outcome'>;
  readonly behind: Gauge<'policy'>;
}

export const policyMetrics = (registry: Registry): PolicyMetrics => ({
  acts: new Counter({
    name: 'hearth_policy_acts_total',
    help: 'How often policies looked at the world, and whether they could do what they found to do',
    labelNames: ['policy', 'outcome'],
    registers: [registry],
  }),
  behind: new Gauge({
    name: 'hearth_policy_behind',
    help: 'Streams with news that a policy has not looked at',
    labelNames: ['policy'],
    registers: [registry],
  }),
});
