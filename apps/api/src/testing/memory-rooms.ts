import { roomName } from '@hearth/domain';
import {
  checkRoomName,
  VideoUnavailable,
  type CheckRooms,
  type ListedRoom,
  type RoomService,
  type SessionRoom,
} from '@hearth/video';

type Call = keyof Omit<RoomService, 'health' | 'listPresent'>;

/** A LiveKit that writes down what it was asked, and lists what a test says. */
export class MemoryRooms implements RoomService {
  readonly asked: { readonly call: Call; readonly room: string; readonly identity?: string }[] = [];
  listed: readonly ListedRoom[] = [];
  isAway = false;

  ensureRoom: RoomService['ensureRoom'] = ({ room }) => this.#did('ensureRoom', room, { roomSid: 'RM_1' });
  deleteRoom: RoomService['deleteRoom'] = (room) => this.#did('deleteRoom', room, undefined);
  remove: RoomService['remove'] = (room, identity) => this.#did('remove', room, 'removed', identity);
  mute: RoomService['mute'] = (room, identity) => this.#did('mute', room, { muted: 1 }, identity);
  setPermission: RoomService['setPermission'] = (room, identity) =>
    this.#did('setPermission', room, 'set', identity);
  listPresent: RoomService['listPresent'] = () =>
    this.isAway ? Promise.reject(new VideoUnavailable('away')) : Promise.resolve(this.listed);
  /** Names of the check rooms that are open. */
  readonly checksOpen = new Set<string>();
  readonly checks: CheckRooms = {
    open: (checkId) => this.#check(() => this.checksOpen.add(checkRoomName(checkId))),
    close: (checkId) => this.#check(() => this.checksOpen.delete(checkRoomName(checkId))),
  };
  health: RoomService['health'] = () => Promise.resolve({ ready: true });

  /** The calls of one kind, so far. */
  calls(call: Call): readonly { readonly room: string; readonly identity?: string }[] {
    return this.asked.filter((one) => one.call === call);
  }

  async #check(act: () => void): Promise<void> {
    if (this.isAway) throw new VideoUnavailable('away');
    await Promise.resolve(act());
  }

  #did<Result>(call: Call, room: SessionRoom, result: Result, identity?: string): Promise<Result> {
    if (this.isAway) return Promise.reject(new VideoUnavailable('away'));
    this.asked.push({
      call,
      room: roomName(room.sessionId, room.epoch),
      ...(identity === undefined ? {} : { identity }),
    });
    return Promise.resolve(result);
  }
}
