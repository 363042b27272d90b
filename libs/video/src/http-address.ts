/** LiveKit's api is plain http at the address of its web socket. */
export const httpAddress = (url: string): string => url.replace(/^ws/, 'http').replace(/\/+$/, '');
