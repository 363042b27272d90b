import { Module, type DynamicModule, type Provider } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_PIPE, DiscoveryModule } from '@nestjs/core';
import { AccountController } from './account/account.controller.js';
import { AccountList } from './account/account-list.js';
import { Accounts } from './account/accounts.js';
import { ShuttingOut } from './account/shutting-out.js';
import { Audit } from './access/audit.js';
import { People } from './access/people.js';
import { SignInCookie } from './access/sign-in-cookie.js';
import { SignedInGuard } from './access/signed-in.guard.js';
import { AdmissionController } from './admission/admission.controller.js';
import { WaitingRoomController } from './admission/waiting-room.controller.js';
import { WaitingRoomWatch } from './admission/waiting-room-watch.js';
import { AsOf } from './as-of/as-of.js';
import { AsOfController } from './as-of/as-of.controller.js';
import { AuthorizationController } from './authorization/authorization.controller.js';
import { AuthorizationExportController } from './authorization/export.controller.js';
import { CalendarController } from './calendar/calendar.controller.js';
import { CalendarFeedController } from './calendar/feed.controller.js';
import { ProgrammeCalendars } from './calendar/programme-calendars.js';
import { CheckInController } from './check-in/check-in.controller.js';
import { ConfirmedContact } from './check-in/confirmed-contact.js';
import { ForecastController } from './compliance/forecast.controller.js';
import { DecidedRules } from './compliance/decided-rules.js';
import { OrganisationAdmins } from './compliance/organisation-admins.js';
import { OrganisationRulesController } from './compliance/organisation-rules.controller.js';
import { ReplayController } from './compliance/replay.controller.js';
import { Replays } from './compliance/replays.js';
import { RulesController } from './compliance/rules.controller.js';
import { WeekExportController } from './compliance/week-export.controller.js';
import { WeekExports } from './compliance/week-exports.js';
import { Commands } from './command/commands.js';
import { Current } from './command/current.js';
import { EnrollmentCourseController } from './enrollment/enrollment-course.controller.js';
import { EnrollmentReadController } from './enrollment/enrollment-read.controller.js';
import { VisitController } from './enrollment/visit.controller.js';
import { Placements } from './enrollment/placements.js';
import { ScheduleRequestController } from './enrollment/schedule-request.controller.js';
import { GroupCourseController } from './group/group-course.controller.js';
import { Groups } from './group/groups.js';
import { ApiMetrics } from './health/api-metrics.js';
import { HealthController } from './health/health.controller.js';
import { csrfProtection } from './http/csrf.js';
import { RateLimitGuard } from './http/rate-limit.js';
import { validationPipe } from './http/validated.js';
import { AccessWatch } from './live/access-watch.js';
import { LiveAccess } from './live/live-access.js';
import { LiveGateway } from './live/live.gateway.js';
import { PresenceWitness } from './live/presence-witness.js';
import { PulseReader } from './live/pulse-reader.js';
import { Pusher } from './live/pusher.js';
import { LateWebhooks } from './livekit/late-webhooks.js';
import { WebhookController } from './livekit/webhook.controller.js';
import { MessageController } from './message/message.controller.js';
import { AbsenceController } from './outreach/absence.controller.js';
import { OutreachTimesController } from './outreach/outreach-times.controller.js';
import { ReminderController } from './outreach/reminder.controller.js';
import { ProblemFilter } from './problem/problem.filter.js';
import { CalendarSettingsController } from './programme/calendar-settings.controller.js';
import { EnrollmentController } from './programme/enrollment.controller.js';
import { Enrollments } from './programme/enrollments.js';
import { GroupController } from './programme/group.controller.js';
import { PeopleController } from './programme/people.controller.js';
import { Programmes } from './programme/programmes.js';
import { SetupController } from './programme/setup.controller.js';
import { ProofController } from './proof/proof.controller.js';
import { Proofs } from './proof/proofs.js';
import { FloorController } from './room/floor.controller.js';
import { HelpController } from './room/help.controller.js';
import { MediaController } from './room/media.controller.js';
import { ModerationController } from './room/moderation.controller.js';
import { OwnConnection } from './room/own-connection.js';
import { RoomModeration } from './room/room-moderation.js';
import { NetworkCheckController } from './room/network-check.controller.js';
import { TokenController } from './room/token.controller.js';
import { SignalController } from './safety/signal.controller.js';
import {
  CLOCK,
  COUNTER,
  CSRF,
  HEALTH,
  IDENTITY_KEY,
  IDENTITY_PROVIDER,
  LAST_SEEN,
  WITNESS_NOTES,
  SIGN_OUTS,
  LOG,
  METRICS,
  SETTINGS,
  SIGNER,
  STORE,
  VIDEO,
  REPLAYS,
  VIEWS,
  type Services,
} from './services.js';
import { CorrectionController } from './session/correction.controller.js';
import { SessionCourseController } from './session/course.controller.js';
import { FeedbackController } from './session/feedback.controller.js';
import { ObservationController } from './session/observation.controller.js';
import { GuestWithdrawalController } from './session/guest-withdrawal.controller.js';
import { SessionPlanController } from './session/plan.controller.js';
import { ScheduleController } from './session/schedule.controller.js';
import { SealController } from './session/seal.controller.js';
import { Sessions } from './session/sessions.js';
import { AttemptCookie } from './sign-in/attempt.js';
import { MeReader } from './sign-in/me.js';
import { PersonasController } from './sign-in/personas.controller.js';
import { ProviderController } from './sign-in/provider.controller.js';
import { ProviderSession } from './sign-in/provider-session.js';
import { ProviderSignIn } from './sign-in/provider-sign-in.js';
import { SignInController } from './sign-in/sign-in.controller.js';
import { TaskController } from './task/task.controller.js';
import { TrackController } from './track/track.controller.js';

const controllers = [
  SignInController,
  PersonasController,
  ProviderController,
  AccountController,
  SetupController,
  PeopleController,
  GroupController,
  GroupCourseController,
  TrackController,
  CalendarSettingsController,
  EnrollmentController,
  EnrollmentCourseController,
  EnrollmentReadController,
  VisitController,
  ScheduleRequestController,
  AbsenceController,
  ReminderController,
  OutreachTimesController,
  TaskController,
  AuthorizationController,
  AuthorizationExportController,
  ScheduleController,
  SessionPlanController,
  GuestWithdrawalController,
  CalendarController,
  CalendarFeedController,
  SessionCourseController,
  SealController,
  CorrectionController,
  ProofController,
  AsOfController,
  ForecastController,
  WeekExportController,
  RulesController,
  ReplayController,
  OrganisationRulesController,
  ObservationController,
  FeedbackController,
  CheckInController,
  WaitingRoomController,
  AdmissionController,
  TokenController,
  NetworkCheckController,
  FloorController,
  HelpController,
  ModerationController,
  MediaController,
  MessageController,
  SignalController,
  WebhookController,
  HealthController,
];

const given = (services: Services): Provider[] => [
  { provide: SETTINGS, useValue: services.settings },
  { provide: STORE, useValue: services.store },
  { provide: VIEWS, useValue: services.views },
  { provide: REPLAYS, useValue: services.replays },
  { provide: LAST_SEEN, useValue: services.lastSeen },
  { provide: WITNESS_NOTES, useValue: services.witnessNotes },
  { provide: SIGN_OUTS, useValue: services.signOuts },
  { provide: VIDEO, useValue: services.video },
  { provide: CLOCK, useValue: services.clock },
  { provide: LOG, useValue: services.log },
  { provide: METRICS, useValue: services.metrics },
  { provide: HEALTH, useValue: services.health },
  { provide: SIGNER, useValue: services.signer },
  { provide: IDENTITY_KEY, useValue: services.identityKey },
  { provide: IDENTITY_PROVIDER, useValue: services.identityProvider },
  { provide: COUNTER, useValue: services.counter },
  { provide: CSRF, useValue: csrfProtection(services.settings) },
];

/** Who is signed in comes before how often they may ask: signed-in people are counted by person. */
const everywhere: Provider[] = [
  { provide: APP_FILTER, useClass: ProblemFilter },
  { provide: APP_GUARD, useClass: SignedInGuard },
  { provide: APP_GUARD, useClass: RateLimitGuard },
  { provide: APP_PIPE, useFactory: validationPipe },
];

/** The api on the services that it is given. */
@Module({})
export class AppModule {
  static on(services: Services): DynamicModule {
    return {
      module: AppModule,
      imports: [DiscoveryModule],
      controllers,
      providers: [
        ...given(services),
        ...everywhere,
        Audit,
        People,
        SignInCookie,
        Current,
        Commands,
        Sessions,
        Programmes,
        Enrollments,
        Placements,
        Groups,
        ProgrammeCalendars,
        Proofs,
        AsOf,
        Replays,
        WeekExports,
        DecidedRules,
        OrganisationAdmins,
        ConfirmedContact,
        MeReader,
        AttemptCookie,
        ProviderSession,
        ProviderSignIn,
        Accounts,
        AccountList,
        ShuttingOut,
        OwnConnection,
        RoomModeration,
        LiveAccess,
        Pusher,
        PulseReader,
        PresenceWitness,
        LateWebhooks,
        WaitingRoomWatch,
        LiveGateway,
        AccessWatch,
        ApiMetrics,
      ],
    };
  }
}
