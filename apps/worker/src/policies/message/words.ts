/** What a reminder says. It may be read by others: no name, no program, nothing about care. */
export interface ReminderWords {
  readonly subject: string;
  readonly text: string;
}

type Locale = 'en' | 'es';
type Reminder = 'reminder' | 'second-reminder';

const lines = (...parts: readonly (string | null)[]): string =>
  parts.filter((part) => part !== null).join('\n\n');

const words: Readonly<Record<Locale, Readonly<Record<Reminder, (link: string | null) => ReminderWords>>>> = {
  en: {
    reminder: (link) => ({
      subject: 'Your appointment has begun',
      text: lines(
        'Hello,',
        'your appointment has begun. Come when you are ready; the door is open.',
        link,
        'If you cannot come today, you can say so there. That is all right.',
      ),
    }),
    'second-reminder': (link) => ({
      subject: 'There is still time',
      text: lines(
        'Hello,',
        'we are thinking of you. There is still time to come, also for a part of it.',
        link,
        'If today does not work, tell us there. Somebody will call you to hear whether everything is all right.',
      ),
    }),
  },
  es: {
    reminder: (link) => ({
      subject: 'Su cita ha comenzado',
      text: lines(
        'Hola:',
        'Su cita ha comenzado. Venga cuando esté listo; la puerta está abierta.',
        link,
        'Si hoy no puede venir, puede decirlo allí. Está bien.',
      ),
    }),
    'second-reminder': (link) => ({
      subject: 'Todavía hay tiempo',
      text: lines(
        'Hola:',
        'Pensamos en usted. Todavía hay tiempo para venir, aunque sea a una parte.',
        link,
        'Si hoy no puede ser, díganoslo allí. Alguien le llamará para saber si todo está bien.',
      ),
    }),
  },
};

export const reminderWords = (locale: Locale, step: Reminder, link: string | null): ReminderWords =>
  words[locale][step](link);
