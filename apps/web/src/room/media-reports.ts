import type { RoomPorts } from './room-ports';

type Report = Parameters<RoomPorts['reportMedia']>[0];

/** Says what one's own camera and microphone are: once for each change, and again when it did not arrive. */
export class MediaReports {
  private said = '';

  constructor(private readonly report: RoomPorts['reportMedia']) {}

  say(report: Report): void {
    const words = JSON.stringify(report);
    if (words === this.said) return;
    this.said = words;
    this.report(report).catch(() => {
      // Said again with the next heartbeat.
      if (this.said === words) this.said = '';
    });
  }

  /** What was said is not known any more where one comes in now. */
  forget(): void {
    this.said = '';
  }
}
