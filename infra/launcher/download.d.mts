/**
 * Fetches a file whole. Gives up when nothing came for ten seconds, so that a closed network costs no more.
 * @param {string} url
 * @param {object} [options]
 * @param {AbortSignal} [options.signal]
 * @param {(fraction: number) => void} [options.onProgress]
 * @returns {Promise<Buffer>}
 * @throws {Problem} with one clause on why not
 */
export function download(
  url: string,
  {
    signal,
    onProgress,
  }?: {
    signal?: AbortSignal | undefined;
    onProgress?: ((fraction: number) => void) | undefined;
  },
): Promise<Buffer>;
/**
 * @param {Buffer} content
 * @param {string} sha256 in hexadecimal
 * @throws {Problem} when it is not what was published
 */
export function checkDigest(content: Buffer, sha256: string): void;
/**
 * One file out of a .tar.gz.
 * @param {Buffer} archive
 * @param {string} name the last part of its path in the archive
 * @returns {Buffer}
 * @throws {Problem} when there is no such file in it
 */
export function fileFromTarball(archive: Buffer, name: string): Buffer;
/**
 * Puts a program in place in one step, so that nobody ever finds half of it.
 * @param {Buffer} content
 * @param {string} path
 */
export function placeProgram(content: Buffer, path: string): void;
