/**
 * Whether a port can be listened on, on every address that a browser of this machine may try.
 * @param {number} port
 * @param {'tcp' | 'udp'} [protocol]
 * @returns {Promise<PortState>}
 */
export function portState(port: number, protocol?: 'tcp' | 'udp'): Promise<PortState>;
/**
 * A port that nobody listens on. The same port is not given twice by one process.
 * @param {'tcp' | 'udp'} [protocol]
 * @returns {Promise<number>}
 * @throws {Problem} when none is found
 */
export function freePort(protocol?: 'tcp' | 'udp'): Promise<number>;
/**
 * Makes sure that the port of the web page can be used.
 * @param {number} port
 * @returns {Promise<void>}
 * @throws {Problem} when it is taken, or needs rights
 */
export function claimWebPort(port: number): Promise<void>;
export type PortState = 'free' | 'taken' | 'forbidden';
