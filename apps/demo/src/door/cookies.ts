/** The cookies of one visitor at one address. Attributes are ignored but for a cookie that is taken back. */
export class Cookies {
  readonly #values = new Map<string, string>();

  /** Takes in what `Set-Cookie` headers said. */
  store(lines: readonly string[]): void {
    for (const line of lines) {
      const [pair = '', ...attributes] = line.split(';');
      const at = pair.indexOf('=');
      if (at < 1) continue;
      const name = pair.slice(0, at).trim();
      const value = pair.slice(at + 1).trim();
      if (value === '' || attributes.some(isOver)) this.#values.delete(name);
      else this.#values.set(name, value);
    }
  }

  /** The value of a `Cookie` header. */
  header(): string {
    return [...this.#values].map(([name, value]) => `${name}=${value}`).join('; ');
  }
}

const isOver = (attribute: string): boolean => {
  const [name = '', value = ''] = attribute.split('=').map((part) => part.trim());
  switch (name.toLowerCase()) {
    case 'max-age':
      return Number(value) <= 0;
    case 'expires':
      return Date.parse(value) <= 0;
    default:
      return false;
  }
};
