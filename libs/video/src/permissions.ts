import { TrackSource } from 'livekit-server-sdk';

/** What somebody is in a room. A patient and a member of the family are both `member`. */
export type RoomPart = 'member' | 'facilitator' | 'observer';

export interface PermissionRequest {
  readonly part: RoomPart;
  /**
   * A member has the floor with a shared screen. Only then may a member publish one: the join token never allows
   * it, and `RoomService.setPermission` gives and takes it while the share runs.
   */
  readonly sharesScreen?: boolean;
  /** An observer whom the others cannot see; only where the consent given says so. */
  readonly hidden?: boolean;
}

/** The full set of what a participant may do: LiveKit replaces all of it at once, so nothing may be left out. */
export interface RoomPermission {
  readonly canPublish: boolean;
  readonly canPublishSources: readonly TrackSource[];
  readonly canSubscribe: true;
  readonly canPublishData: false;
  readonly canUpdateMetadata: false;
  readonly canSubscribeMetrics: false;
  readonly hidden: boolean;
}

/**
 * Messages go through the api, where they are checked and kept, so nobody may publish data; names and metadata
 * come from the views, so nobody may set their own.
 */
export const permissionOf = (request: PermissionRequest): RoomPermission => {
  const sources = sourcesOf(request);
  return {
    canPublish: sources.length > 0,
    canPublishSources: sources,
    canSubscribe: true,
    canPublishData: false,
    canUpdateMetadata: false,
    canSubscribeMetrics: false,
    hidden: request.part === 'observer' && request.hidden === true,
  };
};

const sourcesOf = ({ part, sharesScreen }: PermissionRequest): readonly TrackSource[] => {
  switch (part) {
    case 'member':
      return sharesScreen === true
        ? [TrackSource.CAMERA, TrackSource.MICROPHONE, TrackSource.SCREEN_SHARE]
        : [TrackSource.CAMERA, TrackSource.MICROPHONE];
    case 'facilitator':
      return [TrackSource.CAMERA, TrackSource.MICROPHONE, TrackSource.SCREEN_SHARE];
    case 'observer':
      return [];
    default:
      return part satisfies never;
  }
};
