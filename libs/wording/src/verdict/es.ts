import type { VerdictWords } from './words.js';

export const spanish: VerdictWords = {
  status: {
    met: 'Cumplido',
    'on-track': 'En curso',
    'at-risk': 'En riesgo',
    missed: 'No alcanzado',
    'not-applicable': 'Sin meta',
    'not-billable': 'No facturable',
  },
  sentence: {
    'day.met': '{{minutes}} de {{target}} min: el día está completo.',
    'day.on-track': '{{minutes}} min hasta ahora; faltan {{needed}} y quedan {{remaining}} por venir.',
    'day.at-risk': '{{minutes}} min hasta ahora; faltan {{needed}} y solo quedan {{remaining}} por venir.',
    'day.missed': '{{minutes}} de {{target}} min: faltaron {{needed}} para un día de programa.',
    'day.no-program-day': 'No se planeó como día de programa; {{minutes}} min cuentan para la semana.',
    'day.not-billable':
      '{{minutes}} de {{target}} min: el día no se puede facturar como día de programa. Sus servicios se pueden facturar por separado.',
    'day.planned-short': 'Las sesiones de este día suman {{scheduled}} min; la regla pide {{target}}.',
    'week.met': '{{minutes}} de {{target}} min: la semana está completa.',
    'week.on-track':
      '{{minutes}} min hasta ahora. Se necesitan {{needed}} más; aún hay sesiones por {{remaining}} min.',
    'week.at-risk':
      '{{minutes}} min hasta ahora. Se necesitan {{needed}} más, pero solo quedan {{remaining}} min planeados.',
    'week.missed': '{{minutes}} de {{target}} min: la semana terminó {{needed}} min por debajo.',
    'week.partial': '{{minutes}} min en una semana en que comenzó o terminó la atención; no se evalúa.',
    'week.taper':
      '{{minutes}} min: una reducción planificada. La semana cuenta aunque esté por debajo de {{full}} min.',
    'no-rule': '{{minutes}} min; ninguna regla se aplica a este paciente.',
    'ceiling.within': '{{minutes}} min: dentro de los {{target}} min de este nivel de atención.',
    'ceiling.planned-above':
      'Hay {{planned}} min planeados, más que los {{target}} min de este nivel de atención.',
    'ceiling.above': '{{minutes}} min: más que los {{target}} min de este nivel de atención.',
    'days.met': 'Servicios en {{days}} de {{target}} días: suficiente.',
    'days.on-track':
      'Servicios en {{days}} de {{target}} días hasta ahora; esta semana son posibles {{possible}}.',
    'days.at-risk': 'Servicios en {{days}} de {{target}} días, y esta semana solo son posibles {{possible}}.',
    'days.missed': 'Servicios en {{days}} de {{target}} días: faltaron {{needed}}.',
    'gap.within': 'El mayor tiempo sin servicio es de {{days}} días; se permiten {{maximum}}.',
    'gap.planned-longer':
      'Hay {{days}} días planeados sin servicio, del {{from}} al {{to}}; se permiten {{maximum}}.',
    'gap.longer': 'Pasaron {{days}} días sin servicio, del {{from}} al {{to}}; se permiten {{maximum}}.',
    'gap.nothing-yet': 'No hay un servicio antes de esta semana desde el cual contar.',
    'cadence.met': '{{done}} de {{target}} de estas sesiones en {{period}} días: suficiente.',
    'cadence.on-track':
      '{{done}} de {{target}} de estas sesiones en {{period}} días; hay {{planned}} planeadas.',
    'cadence.at-risk':
      '{{done}} de {{target}} de estas sesiones en {{period}} días, y hay {{planned}} planeadas.',
    'cadence.missed': '{{done}} de {{target}} de estas sesiones en {{period}} días.',
    'cadence.not-yet':
      'La atención comenzó hace menos de {{period}} días; {{done}} de {{target}} de estas sesiones hasta ahora.',
    'group.within': 'Hubo {{patients}} pacientes en el grupo.',
    'group.planned-within': 'Se esperan {{patients}} pacientes en el grupo.',
    'group.near-cap': '{{patients}} pacientes en el grupo; el máximo es {{maximum}}.',
    'group.over-cap': 'Hubo {{patients}} pacientes en el grupo; el máximo es {{maximum}}.',
    'group.planned-over-cap': 'Se esperan {{patients}} pacientes en el grupo; el máximo es {{maximum}}.',
    'group.too-small': 'Hubo {{patients}} pacientes; un grupo tiene al menos {{minimum}}.',
    'group.planned-too-small': 'Se esperan {{patients}} pacientes; un grupo tiene al menos {{minimum}}.',
    'ratio.within': '{{patients}} pacientes con {{facilitators}} facilitadores; el máximo es {{maximum}}.',
    'ratio.planned-within':
      'Se esperan {{patients}} pacientes con {{facilitators}} facilitadores; el máximo es {{maximum}}.',
    'ratio.over': '{{patients}} pacientes con {{facilitators}} facilitadores; el máximo es {{maximum}}.',
    'ratio.planned-over':
      'Se esperan {{patients}} pacientes con {{facilitators}} facilitadores; el máximo es {{maximum}}.',
    'place.not-covered':
      'Este pagador no cubre sesiones virtuales: la atención cuenta, pero el día no se puede facturar como programa intensivo.',
    'place.covered': 'Las sesiones tienen lugar donde están cubiertas.',
    'licence.held': 'Alguien que conduce la sesión tiene licencia en {{state}}.',
    'licence.missing': 'Nadie que conduce la sesión tiene licencia en {{state}}, donde está el paciente.',
    'licence.unknown':
      'No están registradas las licencias de quienes conducen la sesión; el paciente está en {{state}}.',
    'stay.within': 'Semana {{week}} de atención.',
    'stay.needs-rationale':
      'Semana {{week}} de atención: después de {{limit}} semanas el plan necesita una justificación.',
    'stay.long-enough': '{{planned}} semanas de atención; se piden al menos {{minimum}}.',
    'stay.planned-long-enough':
      'Hay {{planned}} semanas de atención planeadas; se piden al menos {{minimum}}.',
    'stay.too-short': '{{planned}} semanas de atención; se piden al menos {{minimum}}.',
    'stay.planned-too-short': 'Hay {{planned}} semanas de atención planeadas; se piden al menos {{minimum}}.',
    'taper.none': 'Esta semana no hay reducción planificada.',
    'taper.within': 'Semana {{week}} de una reducción planificada; se permiten {{maximum}}.',
    'taper.too-long': 'Semana {{week}} de una reducción; solo se permiten {{maximum}}.',
    'units.one': '{{units}} unidad de {{code}} por el día, sea cual sea el número de sesiones.',
    'units.possible': '{{units}} unidad de {{code}} cuando el día esté completo.',
    'units.none': 'Ninguna unidad de {{code}} por este día.',
    'services.met': '{{services}} servicios en este día; se necesitan {{target}}.',
    'services.on-track': '{{services}} de {{target}} servicios hasta ahora; quedan {{planned}} planeados.',
    'services.at-risk': '{{services}} de {{target}} servicios, y solo quedan {{planned}} planeados.',
    'services.missed': '{{services}} de {{target}} servicios en este día.',
    'intensity.unknown': 'El plan de atención no dice cuántos minutos por semana se planean.',
    'intensity.met': 'Hay {{planned}} min por semana planeados; se piden al menos {{target}}.',
    'intensity.missed': 'Hay {{planned}} min por semana planeados, menos de los {{target}} que se piden.',
  },
};
