interface LogoProps {
  /** Height in px. */
  readonly size?: number;
}

/** A flame in the outline of a house. The word stands beside it, so the picture itself says nothing. */
export const Logo = ({ size = 28 }: LogoProps) => (
  <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
    <path
      d="M16 3.2 4 13v14c0 1 .8 1.8 1.8 1.8h20.4c1 0 1.8-.8 1.8-1.8V13z"
      fill="none"
      stroke="var(--h-brand)"
      strokeWidth="2.4"
      strokeLinejoin="round"
    />
    <path
      d="M16.4 10.5c.5 3.3 4.7 5.2 4.7 9.6a5.1 5.1 0 0 1-10.2 0c0-2.1 1-3.4 2.1-4.6.3 1.1.8 1.8 1.5 2.2-.3-2.6.4-5.4 1.9-7.2z"
      fill="var(--h-look)"
    />
  </svg>
);
