import type { VerdictWords } from './words.js';

export const english: VerdictWords = {
  status: {
    met: 'Met',
    'on-track': 'On track',
    'at-risk': 'At risk',
    missed: 'Not reached',
    'not-applicable': 'No target',
    'not-billable': 'Not billable',
  },
  sentence: {
    'day.met': '{{minutes}} of {{target}} min: the day is complete.',
    'day.on-track': '{{minutes}} min so far; {{needed}} more, and {{remaining}} are still to come.',
    'day.at-risk': '{{minutes}} min so far; {{needed}} are missing and only {{remaining}} are still to come.',
    'day.missed': '{{minutes}} of {{target}} min: {{needed}} short of a program day.',
    'day.no-program-day': 'Not planned as a program day; {{minutes}} min count for the week.',
    'day.not-billable':
      '{{minutes}} of {{target}} min: the day cannot be billed as a program day. Its services can be billed one by one.',
    'day.planned-short':
      'The sessions of this day add up to {{scheduled}} min; the rule asks for {{target}}.',
    'week.met': '{{minutes}} of {{target}} min: the week is complete.',
    'week.on-track':
      '{{minutes}} min so far. {{needed}} more are needed; sessions of {{remaining}} min are still planned.',
    'week.at-risk':
      '{{minutes}} min so far. {{needed}} more are needed, but only {{remaining}} min are still planned.',
    'week.missed': '{{minutes}} of {{target}} min: the week ended {{needed}} min short.',
    'week.partial': '{{minutes}} min in a week in which care began or ended; it is not judged.',
    'week.taper': '{{minutes}} min: a planned taper. The week counts although it is below {{full}} min.',
    'no-rule': '{{minutes}} min; no rule applies to this patient.',
    'ceiling.within': '{{minutes}} min: within the {{target}} min of this level of care.',
    'ceiling.planned-above':
      '{{planned}} min are planned, more than the {{target}} min of this level of care.',
    'ceiling.above': '{{minutes}} min: more than the {{target}} min of this level of care.',
    'days.met': 'Services on {{days}} of {{target}} days: enough.',
    'days.on-track': 'Services on {{days}} of {{target}} days so far; {{possible}} are possible this week.',
    'days.at-risk': 'Services on {{days}} of {{target}} days, and only {{possible}} are possible this week.',
    'days.missed': 'Services on {{days}} of {{target}} days: {{needed}} too few.',
    'gap.within': 'The longest time without a service is {{days}} days; {{maximum}} are allowed.',
    'gap.planned-longer':
      '{{days}} days without a service are planned, from {{from}} to {{to}}; {{maximum}} are allowed.',
    'gap.longer':
      '{{days}} days went by without a service, from {{from}} to {{to}}; {{maximum}} are allowed.',
    'gap.nothing-yet': 'There is no service before this week to count from.',
    'cadence.met': '{{done}} of {{target}} such sessions in {{period}} days: enough.',
    'cadence.on-track': '{{done}} of {{target}} such sessions in {{period}} days; {{planned}} are planned.',
    'cadence.at-risk':
      '{{done}} of {{target}} such sessions in {{period}} days, and {{planned}} are planned.',
    'cadence.missed': '{{done}} of {{target}} such sessions in {{period}} days.',
    'cadence.not-yet':
      'Care began less than {{period}} days ago; {{done}} of {{target}} such sessions so far.',
    'group.within': '{{patients}} patients were in the group.',
    'group.planned-within': '{{patients}} patients are expected in the group.',
    'group.near-cap': '{{patients}} patients in the group; {{maximum}} are the most.',
    'group.over-cap': '{{patients}} patients were in the group; {{maximum}} are the most.',
    'group.planned-over-cap': '{{patients}} patients are expected in the group; {{maximum}} are the most.',
    'group.too-small': '{{patients}} patients were there; a group has at least {{minimum}}.',
    'group.planned-too-small': '{{patients}} patients are expected; a group has at least {{minimum}}.',
    'ratio.within': '{{patients}} patients with {{facilitators}} facilitators; {{maximum}} are the most.',
    'ratio.planned-within':
      '{{patients}} patients are expected with {{facilitators}} facilitators; {{maximum}} are the most.',
    'ratio.over': '{{patients}} patients with {{facilitators}} facilitators; {{maximum}} are the most.',
    'ratio.planned-over':
      '{{patients}} patients are expected with {{facilitators}} facilitators; {{maximum}} are the most.',
    'place.not-covered':
      'Virtual sessions are not covered by this payer: the care counts, the day cannot be billed as intensive outpatient.',
    'place.covered': 'The sessions take place where they are covered.',
    'licence.held': 'Somebody who leads the session is licensed in {{state}}.',
    'licence.missing': 'Nobody who leads the session is licensed in {{state}}, where the patient is.',
    'licence.unknown':
      'The licenses of those who lead the session are not recorded; the patient is in {{state}}.',
    'stay.within': 'Week {{week}} of care.',
    'stay.needs-rationale': 'Week {{week}} of care: after {{limit}} weeks the plan needs a rationale.',
    'stay.long-enough': '{{planned}} weeks of care; at least {{minimum}} are asked for.',
    'stay.planned-long-enough': '{{planned}} weeks of care are planned; at least {{minimum}} are asked for.',
    'stay.too-short': '{{planned}} weeks of care; at least {{minimum}} are asked for.',
    'stay.planned-too-short': '{{planned}} weeks of care are planned; at least {{minimum}} are asked for.',
    'taper.none': 'No taper in this week.',
    'taper.within': 'Week {{week}} of a planned taper; {{maximum}} are allowed.',
    'taper.too-long': 'Week {{week}} of a taper; only {{maximum}} are allowed.',
    'units.one': '{{units}} unit of {{code}} for the day, whatever the number of sessions.',
    'units.possible': '{{units}} unit of {{code}} once the day is complete.',
    'units.none': 'No unit of {{code}} for this day.',
    'services.met': '{{services}} services on this day; {{target}} are needed.',
    'services.on-track': '{{services}} of {{target}} services so far; {{planned}} are still planned.',
    'services.at-risk': '{{services}} of {{target}} services, and only {{planned}} are still planned.',
    'services.missed': '{{services}} of {{target}} services on this day.',
    'intensity.unknown': 'The plan of care does not say how many minutes a week are planned.',
    'intensity.met': '{{planned}} min a week are planned; at least {{target}} are asked for.',
    'intensity.missed': '{{planned}} min a week are planned, fewer than the {{target}} that are asked for.',
  },
};
