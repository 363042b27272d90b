/** One cookie out of a handshake's header; sockets pass no cookie parser. */
export const cookieOf = (header: string | undefined, name: string): string | undefined => {
  const pair = header
    ?.split(';')
    .map((part) => part.trim())
    .find((part) => part.startsWith(`${name}=`));
  return pair?.slice(name.length + 1);
};
