import { evolveTrackPlan, trackOf, type Recorded, type TrackEvent, type TrackPlan } from '@hearth/domain';
import type { StreamView } from '../view.js';

export interface TrackDocument {
  readonly trackId: string;
  /** Null until it is defined. */
  readonly track: TrackPlan | null;
}

export const tracksOfProgramme = (programmeId: string): string => `tracks-of-programme:${programmeId}`;

const foldTrack = (document: TrackDocument, { event }: Recorded<TrackEvent>): TrackDocument => {
  if (event.type === 'TrackDefined') return { ...document, track: trackOf(event.data) };
  return document.track === null ? document : { ...document, track: evolveTrackPlan(document.track, event) };
};

export const trackView: StreamView<'track', TrackDocument> = {
  kind: 'stream',
  name: 'track',
  version: 1,
  category: 'track',
  initial: (trackId: string): TrackDocument => ({ trackId, track: null }),
  fold: foldTrack,
  indexes: ({ track }) => (track === null ? [] : [tracksOfProgramme(track.programmeId)]),
  dependents: ({ track }) => (track === null ? [] : [{ view: 'directory', key: track.programmeId }]),
};
