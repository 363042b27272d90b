import { runningMs, type BoardDocument, type RunningMinutes } from '@hearth/views';

const stopped = (figure: RunningMinutes, at: number): RunningMinutes => ({
  ...figure,
  ms: runningMs(figure, at),
  asOf: at,
  running: false,
});

/** A board of the past with its figures as they stood at a moment, so that they do not go on growing on the screen. */
export const frozenBoard = (board: BoardDocument, at: number): BoardDocument => ({
  ...board,
  sessions: board.sessions.map((session) => ({
    ...session,
    patients: session.patients.map((patient) => ({
      ...patient,
      counted: stopped(patient.counted, at),
      today: stopped(patient.today, at),
    })),
  })),
});
