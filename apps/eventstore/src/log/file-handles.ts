import fs from 'node:fs';

/** Read-only file descriptors by file name; the one used least recently is closed when there are too many. */
export class FileHandles {
  private readonly open_ = new Map<string, number>();

  constructor(private readonly limit: number) {}

  open(file: string): number {
    const known = this.open_.get(file);
    if (known !== undefined) {
      this.open_.delete(file);
      this.open_.set(file, known);
      return known;
    }
    if (this.open_.size >= this.limit) this.closeOldest();
    const fd = fs.openSync(file, 'r');
    this.open_.set(file, fd);
    return fd;
  }

  close(file: string): void {
    const fd = this.open_.get(file);
    if (fd === undefined) return;
    this.open_.delete(file);
    fs.closeSync(fd);
  }

  closeAll(): void {
    for (const file of [...this.open_.keys()]) this.close(file);
  }

  private closeOldest(): void {
    const oldest = this.open_.keys().next();
    if (!oldest.done) this.close(oldest.value);
  }
}
