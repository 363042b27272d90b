import type { ProgrammeRulesAnswer } from '@hearth/contracts';
import { HOUR, MINUTE, type StreamCategory } from '@hearth/domain';
import { readStream } from '@hearth/eventstore';
import {
  applyRecorded,
  emptyDocument,
  enrollmentsOfProgramme,
  enrollmentView,
  outlinesOfEnrollment,
  patientView,
  programmeView,
  rulesView,
  type OutlineDocument,
  type StreamView,
} from '@hearth/views';
import { startApi, type ApiUnderTest } from './api-under-test.js';
import type { Browser } from './browser.js';
import { aProgramme, PATIENTS, PROGRAMME, SESSION, STAFF } from './programme-under-test.js';

export const ENROLLMENT = `enr-${PATIENTS[0]}`;
/** The first day of the week of the programme's session. */
export const MONDAY = '2026-11-16';

/** A programme with one session that is over, and what the projections have made of it. */
export interface JudgedProgramme {
  readonly api: ApiUnderTest;
  readonly admin: Browser;
  readonly supervisor: Browser;
  readonly therapist: Browser;
  /** What the projections would have made of a stream by now. */
  readonly project: <Category extends StreamCategory, Document>(
    key: string,
    view: StreamView<Category, Document>,
  ) => Promise<void>;
  /** The rules, as the therapist reads them. */
  readonly rules: () => Promise<ProgrammeRulesAnswer>;
}

const projector =
  (api: ApiUnderTest): JudgedProgramme['project'] =>
  async (key, view) => {
    let stored = emptyDocument(view, key);
    for await (const recorded of readStream(api.store, view.category, key)) {
      stored = applyRecorded(view, stored, recorded);
    }
    if (stored.revision >= 0) api.views.put(view.name, key, stored.document);
  };

/** The session of the programme, over: the patient came so many minutes late. */
const outline = (api: ApiUnderTest, lateBy: number): OutlineDocument => {
  const [from, to] = [api.start + lateBy * MINUTE, api.start + 3 * HOUR];
  const counted = { ms: to - from, asOf: to, running: false, until: to };
  return {
    sessionId: SESSION,
    programmeId: PROGRAMME,
    title: 'Process group',
    sessionType: 'process-group',
    startsAt: api.start,
    endsAt: to,
    timeZone: 'America/New_York',
    status: 'ended',
    facilitators: [],
    signals: [],
    patients: [
      {
        patientId: PATIENTS[0],
        enrollmentId: ENROLLMENT,
        displayName: 'Somebody',
        place: 'left',
        checkedIn: true,
        missing: [],
        safety: false,
        state: 'NY',
        counted,
        countedSpans: [{ from, to }],
        flags: [],
      },
    ],
  };
};

/** Starts the api with a programme whose patient came eight minutes late; whoever starts it closes its api. */
export const startJudgedProgramme = async (): Promise<JudgedProgramme> => {
  const api = await startApi();
  const admin = await aProgramme(api);
  const supervisor = await api.as(STAFF.supervisor);
  const therapist = await api.as(STAFF.lead);
  const project = projector(api);
  api.views.index(enrollmentsOfProgramme(PROGRAMME), [ENROLLMENT]);
  api.views.index(outlinesOfEnrollment(ENROLLMENT), [SESSION]);
  api.views.put('outline', SESSION, outline(api, 8));
  await project(PROGRAMME, programmeView);
  await project(PROGRAMME, rulesView);
  await project(ENROLLMENT, enrollmentView);
  await project(PATIENTS[0], patientView);
  const rules = async (): Promise<ProgrammeRulesAnswer> =>
    (await therapist.get(`/programmes/${PROGRAMME}/rules`)).body as ProgrammeRulesAnswer;
  return { api, admin, supervisor, therapist, project, rules };
};
