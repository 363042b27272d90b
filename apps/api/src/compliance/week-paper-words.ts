import type { Language } from '@hearth/wording';

const english = {
  title: 'Compliance week',
  about: '{programme}: week from {from} to {to}. Made on {at}, time zone {zone}.',
  only: 'Only: {chosen}.',
  chosen: {
    track: 'track {what}',
    payer: 'payer {what}',
    state: 'state {what}',
    standing: 'standing “{what}”',
  },
  everybody: 'Everybody with sessions in this week.',
  nobody: 'Nobody fits.',
  counts: 'Patients: {patients}. {counts}.',
  count: '{standing}: {count}',
  packs: 'Judged under: {packs}.',
  pack: '{title} ({id} v{version})',
  unnamedPack: '{id} v{version}',
  notFinal:
    'The minutes are those known when this was made; where a session is not sealed yet they may still change. Nothing here is legal or billing advice.',
  hash: '“Inputs” is the beginning of the SHA-256 of all that a verdict followed from; the CSV of the same week has the whole.',
  simulated: '{name} (simulated)',
  summary: '{standing} · {minutes} min · {payer} · {state}',
  summaryOfTarget: '{standing} · {minutes} of {target} min · {payer} · {state}',
  columns: {
    when: 'When',
    standing: 'Standing',
    minutes: 'Minutes',
    says: 'What it means',
    rule: 'Rule',
    inputs: 'Inputs',
  },
  week: 'Week',
  minutesOfTarget: '{minutes} / {target}',
  rule: '{rule} v{version} ({pack} v{packVersion})',
  noRule: 'none ({pack} v{packVersion})',
  none: '—',
  header: 'Hearth · {programme} · week from {from} to {to}',
  footer: 'Page {page} of {pages} · made {at} · confidential: names people in care',
};

export type WeekPaperWords = typeof english;

const spanish: WeekPaperWords = {
  title: 'Semana de cumplimiento',
  about: '{programme}: semana del {from} al {to}. Elaborado el {at}, zona horaria {zone}.',
  only: 'Solo: {chosen}.',
  chosen: {
    track: 'itinerario {what}',
    payer: 'pagador {what}',
    state: 'estado {what}',
    standing: 'situación «{what}»',
  },
  everybody: 'Todas las personas con sesiones en esta semana.',
  nobody: 'Nadie coincide.',
  counts: 'Pacientes: {patients}. {counts}.',
  count: '{standing}: {count}',
  packs: 'Según: {packs}.',
  pack: '{title} ({id} v{version})',
  unnamedPack: '{id} v{version}',
  notFinal:
    'Los minutos son los conocidos al elaborar este documento; donde una sesión aún no está sellada, todavía pueden cambiar. Nada de esto es asesoramiento legal ni de facturación.',
  hash: '«Datos» es el comienzo del SHA-256 de todo aquello de lo que se sigue un veredicto; el CSV de la misma semana lo tiene completo.',
  simulated: '{name} (simulado)',
  summary: '{standing} · {minutes} min · {payer} · {state}',
  summaryOfTarget: '{standing} · {minutes} de {target} min · {payer} · {state}',
  columns: {
    when: 'Cuándo',
    standing: 'Situación',
    minutes: 'Minutos',
    says: 'Qué significa',
    rule: 'Regla',
    inputs: 'Datos',
  },
  week: 'Semana',
  minutesOfTarget: '{minutes} / {target}',
  rule: '{rule} v{version} ({pack} v{packVersion})',
  noRule: 'ninguna ({pack} v{packVersion})',
  none: '—',
  header: 'Hearth · {programme} · semana del {from} al {to}',
  footer: 'Página {page} de {pages} · elaborado el {at} · confidencial: nombra a personas en tratamiento',
};

/** What the paper of a week says around the verdicts, whose own words are the screen's. */
export const weekPaperWords: Readonly<Record<Language, WeekPaperWords>> = { en: english, es: spanish };
