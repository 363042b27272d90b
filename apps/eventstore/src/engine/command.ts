/** What the writer of an append believes about the stream: a revision, or one of the protocol's words. */
export type Expected = number | 'any' | 'no_stream' | 'stream_exists';

export interface ProposedEvent {
  /** 16 bytes. */
  id: Buffer;
  type: string;
  isJson: boolean;
  data: Uint8Array;
  metadata: Uint8Array;
}

/** An event and the stream that it goes to. */
export interface AddressedEvent {
  stream: string;
  event: ProposedEvent;
}

export type WriteCommand =
  | { kind: 'append'; stream: string; expected: Expected; events: readonly ProposedEvent[] }
  /** Hides the stream's events; the stream can be written to again. */
  | { kind: 'delete'; stream: string; expected: Expected }
  /** Ends the stream for ever. */
  | { kind: 'tombstone'; stream: string; expected: Expected }
  /** Events of several streams, all or none, whatever has been written there; only the node itself asks for this. */
  | { kind: 'several'; events: readonly AddressedEvent[] };

export type WriteOutcome =
  /** `revision` is the stream's last one (-1: none), `position` that of the last event written. */
  | { kind: 'done'; revision: number; position: number | undefined }
  /** `actual` is the stream's last revision, -1 when there is no stream. */
  | { kind: 'wrong-version'; actual: number }
  | { kind: 'stream-deleted' };

/** An event that has been decided on but has no position yet. */
export interface PlannedEvent extends ProposedEvent {
  stream: string;
  revision: number;
}

export type Decision =
  { kind: 'write'; events: PlannedEvent[]; revision: number } | { kind: 'answer'; outcome: WriteOutcome };
