/** Set here for libraries that make their own style elements and look for it under this name. */
declare global {
  var __webpack_nonce__: string | undefined;
}

/**
 * The nonce that the server gave this page for style elements; empty where none is asked for. Without it the content
 * security policy drops the theme's variables.
 */
export const styleNonce = (): string =>
  document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';

/** Hands the nonce to what locks scrolling behind a dialog. */
export const shareStyleNonce = (): void => {
  globalThis.__webpack_nonce__ = styleNonce();
};
