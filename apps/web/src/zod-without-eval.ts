// zod would try `new Function` to make its parsers faster; the content security policy forbids it, and each try would
// stand as a violation in the console. Its own import would bring the whole library into the first page.
Object.assign(globalThis, { __zod_globalConfig: { jitless: true } });
